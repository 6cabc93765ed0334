#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The application as it is installed, run in its sandbox: would catch a file that is not exported, a permission too many or too few, and
# a program that works everywhere but there. Usage: installed.sh ID OUTPUT MANIFEST, from ./dev flatpak, which sets the environment.
# Each thing that the sandbox must forbid is also tried with a hole in the sandbox, where it must be possible: otherwise it proves nothing.
. "$(dirname "$0")/../dev/tap.sh"
id=$1 output=$2 manifest=$3
exports=$FLATPAK_USER_DIR/exports/share
name="Harbour dinner $$"

# A home, a display and a message bus of its own. The person's are not touched.
rm -rf "$FLATPAK_USER_DIR"
mkdir -m 700 "$here/home" "$here/run"
export HOME="$here/home" XDG_RUNTIME_DIR="$here/run"
unset WAYLAND_DISPLAY XAUTHORITY XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME FOYER_SECRET
data=$HOME/.var/app/$id/data

build() { "$top/dev" shell "$@"; }
quietly() { "$@" >"$here/out" 2>&1; }
no() { ! "$@"; }
# inside [OPTION...] SCRIPT: a shell in the sandbox.
inside() { flatpak run --user --command=sh "${@:1:$#-1}" "$id" -c "${!#}" </dev/null >"$here/out" 2>"$here/err"; }

# What ends with this script: the session, when nobody holds its pipe any more, and the window.
finish() {
  flatpak kill "$id" 2>/dev/null
  exec 8>&-
  wait
  rm -rf "$here"
}
trap finish EXIT

start_session() {
  local try
  mkfifo "$here/end"
  # shellcheck disable=SC2016
  build "$top/build-aux/with-display" sh -c 'openbox 2>/dev/null & printf "%s\n" "$DISPLAY" "$DBUS_SESSION_BUS_ADDRESS" >"$1.part"
    mv "$1.part" "$1"; exec cat' sh "$here/session" <"$here/end" >"$here/session.log" 2>&1 &
  exec 8>"$here/end"
  for ((try = 0; try < 300; try++)); do if [ -e "$here/session" ]; then break; fi; sleep 0.1; done
  { read -r DISPLAY && read -r DBUS_SESSION_BUS_ADDRESS; } <"$here/session" || { cat "$here/session.log"; return 1; }
  export DISPLAY DBUS_SESSION_BUS_ADDRESS
}

# Both products can be installed; what is tried is what came from the repository.
check 'the bundle installs' quietly flatpak install --user -y --noninteractive --no-deps --bundle "$output/foyer.flatpak"
check 'what came from the bundle starts' inside 'foyer --version'
check 'it goes away again' quietly flatpak uninstall --user -y --noninteractive "$id"
check 'nothing of it is left among the exports' no test -e "$exports/applications/$id.desktop"
check 'the repository is a remote' quietly flatpak remote-add --user --no-gpg-verify foyer "file://$output/repository"
check 'it installs from there' quietly flatpak install --user -y --noninteractive foyer "$id"
check 'every program is there' inside 'foyer --version && foyer-cli --version && foyer-sandbox --version'

# What the desktop sees.
check 'what is installed passes the publishers'\'' rules' quietly build python3 "$top/flatpak/lint.py" "$manifest" "$output/app/files/share"
check 'the desktop entry is exported' quietly build desktop-file-validate "$exports/applications/$id.desktop"
check 'it starts the sandbox' grep -qE "^Exec=.*flatpak run .*--command=foyer .*$id" "$exports/applications/$id.desktop"
check 'so does every action of it' is "$(grep '^Exec=' "$exports/applications/$id.desktop" | grep -vc 'flatpak run')" 0
check 'the icon is exported' test -s "$exports/icons/hicolor/scalable/apps/$id.svg"
check 'the symbolic icon is exported' test -s "$exports/icons/hicolor/symbolic/apps/$id-symbolic.svg"
check 'the D-Bus service is exported' grep -qE "^Exec=.*flatpak run .*$id.*--gapplication-service" "$exports/dbus-1/services/$id.service"
check 'the search provider is exported' grep -q "^BusName=$id\$" "$exports/gnome-shell/search-providers/$id.search-provider.ini"
check 'and off until a person turns it on' grep -q '^DefaultDisabled=true' "$exports/gnome-shell/search-providers/$id.search-provider.ini"
check 'the description is exported' test -n "$(find "$exports/metainfo" "$exports/appdata" -name "$id.*.xml" 2>/dev/null)"
check 'the catalogue has an entry' test -s "$output/app/files/share/app-info/xmls/$id.xml.gz"
check 'and a picture for it' test -s "$output/app/files/share/app-info/icons/flatpak/128x128/$id.png"
# The caches are flatpak's own.
check 'no other file is exported' is \
  "$(find "$FLATPAK_USER_DIR/exports" '!' -type d | grep -vcE "/(${id}[^/]*|index\.theme|[^/]*\.cache)$")" 0

# What the sandbox forbids, and what it allows.
# forbidden NAME HOLE SCRIPT: impossible as Foyer is installed, possible once HOLE is opened.
forbidden() {
  inside "if $3; then echo possible; else echo impossible; fi"
  check "forbidden: $1" says '^impossible$'
  inside "$2" "if $3; then echo possible; else echo impossible; fi"
  check "it would be possible with $2" says '^possible$'
}

start_session
check 'a virtual display and a message bus are there' is "$?" 0
is_asked=$(flatpak info --user --show-permissions "$id" | sed -E '/^$/d; s/;$//' | tr '=;' '\n\n' | sort | xargs)
check 'the permissions are these and no others' \
  is "$is_asked" '[Context] devices dri fallback-x11 ipc network shared sockets wayland x11'
echo private | tee "$HOME/private.txt" >"$here/private.txt"
forbidden 'to read the home folder' --filesystem=home "cat '$HOME/private.txt'"
forbidden 'to read a file elsewhere' --filesystem="$here/private.txt" "cat '$here/private.txt'"
forbidden 'to take a name of others on the message bus' --socket=session-bus 'gdbus call --session --dest org.freedesktop.DBus \
  --object-path /org/freedesktop/DBus --method org.freedesktop.DBus.RequestName org.example.Other 0'
inside 'echo lost >"$HOME/from-inside"; echo kept >"$XDG_DATA_HOME/from-inside"'
check 'what it writes into the home folder never arrives' no test -e "$HOME/from-inside"
check 'what it writes into its own data folder does' is "$(cat "$data/from-inside")" kept

# A lead goes in: through the window as somebody with a screen reader would enter it, and from the command line.
flatpak run --user --env=GTK_A11Y=atspi --env=GSK_RENDERER=cairo "$id" --sample </dev/null >"$here/window.log" 2>&1 8>&- &
status_of timeout 120 "$top/dev" shell python3 "$top/tests/flatpak/enter-lead.py" "$name"
check 'a lead is entered in the window' is "$status" 0
build import -window root "$output/window.png"
status_of build gdbus call --session --dest "$id" --object-path "/${id//./\/}/SearchProvider" \
  --method org.gnome.Shell.SearchProvider2.GetInitialResultSet "['Harbour']"
check 'the search of the desktop reaches it, and is told nothing' says '^\(@as \[\],\)'
check 'it is in the data folder of the sandbox' grep -qF "$name" "$data"/foyer/accounts/*/sample-journal
check 'the window closes' quietly flatpak kill "$id"
check 'nothing was critical' no grep -E 'CRITICAL|ERROR' "$here/window.log"
status_of flatpak run --user --command=python3 "$id" - <"$top/build-aux/dev/terminal.py"
check 'a lead is entered, changed and shown from the command line' says '^Done: a lead was added'
done_testing
