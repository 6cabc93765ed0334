#!/usr/bin/env bash
# Would catch a mistyped command that does something, or that ends as if it had. SPDX-License-Identifier: GPL-3.0-or-later
. "$(dirname "$0")/tap.sh"

status_of "$top/dev" --help
check 'help ends with 0' is "$status" 0
for command in run test build exec shell lint bench screenshots flatpak; do
  check "help names $command" says "^  $command( |$)"
done
for words in '' 'tset' 'build --fast' 'exec' 'run now' 'lint src' 'flatpak --fast'; do
  # shellcheck disable=SC2086 # a list of words
  status_of "$top/dev" $words
  check "usage error: ./dev $words" is "$status" 2
  check "it shows the usage: ./dev $words" complains '^Usage: ./dev'
  check "it prints no result: ./dev $words" test ! -s "$here/out"
done
done_testing
