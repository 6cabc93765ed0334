# Test Anything Protocol for the tests of dev, and a folder of their own. SPDX-License-Identifier: GPL-3.0-or-later
set -u
# shellcheck disable=SC2034 # for the tests
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
number=0 failed=0
here=$(mktemp -d "${TMPDIR:-/tmp}/foyer-dev-test-XXXXXX")
trap 'rm -rf "$here"' EXIT

# check NAME COMMAND...: one case, good when the command succeeds; the files out and err are shown when it does not.
check() {
  local name=$1
  shift
  number=$((number + 1))
  if "$@"; then
    echo "ok $number - $name"
  else
    failed=$((failed + 1))
    echo "not ok $number - $name"
    echo "# $*"
    for file in "$here/out" "$here/err"; do if [ -e "$file" ]; then sed 's/^/# /' "$file"; fi; done
  fi
}

# status_of COMMAND...: runs it with its words in the files out and err, and leaves its exit status in $status.
# shellcheck disable=SC2034 # who sources this reads it
status_of() {
  status=0
  "$@" >"$here/out" 2>"$here/err" || status=$?
}

says() { grep -qE -- "$1" "$here/out"; }
complains() { grep -qE -- "$1" "$here/err"; }
is() { [ "$1" = "$2" ]; }

done_testing() {
  echo "1..$number"
  [ "$failed" = 0 ]
}
