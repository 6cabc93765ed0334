#!/usr/bin/env bash
# A built program behaves as if no dev stood between it and the person: would catch a private root that shows. Needs ./dev build.
# SPDX-License-Identifier: GPL-3.0-or-later
. "$(dirname "$0")/tap.sh"
dev=$top/dev

for expected in 0 1 7 127; do
  status_of "$dev" exec sh -c "exit $expected"
  check "exit status $expected" is "$status" "$expected"
done
# shellcheck disable=SC2016
status_of "$dev" exec sh -c 'kill -SEGV $$'
check 'a crash' is "$status" 139
status_of "$dev" exec no-such-program
check 'no such program' is "$status" 127
check 'it says which' complains no-such-program

echo 'from outside' | "$dev" exec cat >"$here/out"
check 'standard input' says '^from outside$'
status_of "$dev" exec printf '%s|' 'two words' '' "'" '*'
check 'arguments' is "$(cat "$here/out")" "two words||'|*|"

status_of env FOYER_SAMPLE=one XDG_DATA_HOME="$here/new/data" SECRET_BACKEND=file DISPLAY=:77 \
  "$dev" exec sh -c 'echo "$FOYER_SAMPLE $SECRET_BACKEND $DISPLAY" && mkdir -p "$XDG_DATA_HOME" && echo kept >"$XDG_DATA_HOME/file"'
check 'variables pass' says '^one file :77$'
check 'data is written where the variable says' is "$(cat "$here/new/data/file")" kept
echo 'a file' >"$here/file with space"
status_of env -C "$here" "$dev" exec cat 'file with space'
check 'the current folder' says '^a file$'
check 'home is the person'\''s' is "$("$dev" exec sh -c 'cd && stat -c %d:%i .')" "$(cd && stat -c %d:%i .)"
check 'the network is the host'\''s' is "$("$dev" exec readlink /proc/self/ns/net)" "$(readlink /proc/self/ns/net)"

# A display that runs outside of what exec starts, and ends with its first client.
mkfifo "$here/number"
timeout 20 "$dev" exec Xvfb -displayfd 3 -screen 0 640x480x24 -nolisten tcp -terminate 3>"$here/number" 2>/dev/null &
server=$!
read -r display <"$here/number"
status_of env DISPLAY=":$display" "$dev" exec xdotool getdisplaygeometry
wait "$server"
check 'the display is the host'\''s' says '^640 480$'

# A checkout that was never built.
mkdir -p "$here/checkout/build-aux"
cp "$dev" "$here/checkout/"
cp -r "$top/build-aux/dev" "$here/checkout/build-aux/"
status_of env FOYER_DEV_ROOT="$here/roots" "$here/checkout/dev" exec true
check 'not built yet' is "$status" 127
check 'it says what to do' complains 'Nothing is built yet: call ./dev build first'
check 'exec makes no root' test ! -e "$here/roots"
done_testing
