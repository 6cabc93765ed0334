#!/usr/bin/env bash
# The README's first command does its job with and without a display: would catch a command line that changed under the terminal's feet, and
# sample data that does not open. Needs ./dev build. SPDX-License-Identifier: GPL-3.0-or-later
. "$(dirname "$0")/tap.sh"
dev=$top/dev
unset WAYLAND_DISPLAY
export XDG_DATA_HOME="$here/data" XDG_CACHE_HOME="$here/cache" XDG_CONFIG_HOME="$here/config" GSETTINGS_BACKEND=memory SECRET_BACKEND=file

status_of env -u DISPLAY timeout 300 "$dev" run </dev/null
check 'no display: it ends well' is "$status" 0
check 'it says why there is no window' complains 'There is no display'
check 'each command can be seen' says '^\$ foyer-cli .* lead add .*name=Autumn conference'
check 'the lead is read back, changed' says '^Description +120 guests'
check 'it says that it is done' says '^Done: '
check 'a person'\''s own data is left alone' test ! -e "$here/data/foyer"

# A terminal: a name, the second company, the second quality, a wrong number, and Enter for the rest.
answers='A lead of my own\n2\n2\n99\n1\n\n\n\n\n\n\n\n'
# shellcheck disable=SC2059
status_of sh -c 'printf "$1" | env -u DISPLAY timeout 300 script -qec "$2 run" /dev/null' sh "$answers" "$dev"
check 'a terminal: it ends well' is "$status" 0
check 'it asks' says 'Name of the lead \[Autumn conference'
check 'a number that is none of them is asked for again' says 'A number from 1 to '
check 'what was typed is what is added' says 'lead add .*name=A lead of my own.*quality=B-Grade'

# A display that runs outside of what run starts.
mkfifo "$here/number"
timeout 120 "$dev" exec Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp 3>"$here/number" 2>/dev/null &
server=$!
read -r display <"$here/number"
export DISPLAY=":$display" DBUS_SESSION_BUS_ADDRESS=disabled:
timeout 100 "$dev" run >"$here/out" 2>"$here/err" &
window=$!
check 'a display: the window opens on sample data' \
  timeout 60 "$dev" exec sh -c "xdotool search --sync --name '^Sample data' >/dev/null"
kill "$window"
wait "$window"
kill "$server"
wait "$server"
done_testing
