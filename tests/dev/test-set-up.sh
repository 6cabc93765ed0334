#!/usr/bin/env bash
# The private root is made once, whole or not at all, with a stand-in for mmdebstrap: would catch half a root that is used, two
# calls that make it twice, and a failure nobody understands. SPDX-License-Identifier: GPL-3.0-or-later
. "$(dirname "$0")/tap.sh"

if ! command -v apt-get >/dev/null; then
  echo '1..0 # SKIP private roots are made on Debian and Ubuntu only'
  exit 0
fi

mkdir -p "$here/bin" "$here/roots"
export FOYER_DEV_SUITE=sample FOYER_DEV_ROOT="$here/roots" PATH="$here/bin:$PATH" sample="$here"
# The stand-in does what the file "mode" says; it writes a folder, or an archive when it is told "-".
cat >"$here/bin/mmdebstrap" <<'END'
#!/usr/bin/env bash
echo run >>"$sample/runs"
while [ "$1" != sample ]; do shift; done
target=$2
if [ "$target" = - ]; then target=$(mktemp -d "$sample/archive-XXXXXX"); fi
mkdir -p "$target/etc" "$target/usr" "$target/var"
case $(cat "$sample/mode") in
  stop) touch "$sample/half-way"; sleep 60 ;;
  offline) echo "E: Failed to fetch: Temporary failure resolving 'mirror.example'" >&2; exit 100 ;;
  full) echo 'E: No space left on device' >&2; exit 100 ;;
  slow) sleep 0.5 ;;
esac
if [ "$2" = - ]; then tar -c -C "$target" .; fi
END
# Enters nothing: runs the command that follows the last of the options it is given.
cat >"$here/bin/bwrap" <<'END'
#!/usr/bin/env bash
for last; do :; done
exec "$last"
END
printf '#!/bin/sh\nexit 0\n' >"$here/bin/newuidmap"
chmod +x "$here"/bin/*

roots() { find "$here/roots" -maxdepth 1 -name 'sample-*' | wc -l; }
halves() { find "$here/roots" -maxdepth 1 -name '.making-*' | wc -l; }
runs() { wc -l <"$here/runs"; }

echo offline >"$here/mode"
status_of "$top/dev" shell true
check 'offline: fails' is "$status" 1
check 'offline: one sentence' complains 'needs the network.*cannot be reached'
check 'offline: nothing is left' is "$(roots) $(halves)" '0 0'
echo full >"$here/mode"
status_of "$top/dev" shell true
check 'disk full: fails' is "$status" 1
check 'disk full: says so' complains 'No space left on device'

# Killed so hard that it can clean up nothing.
echo stop >"$here/mode"
setsid "$top/dev" shell true >"$here/out" 2>"$here/err" &
victim=$!
for ((try = 0; try < 100; try++)); do if [ -e "$here/half-way" ]; then break; fi; sleep 0.1; done
kill -KILL -- "-$victim"
wait "$victim" 2>/dev/null
check 'interrupted: half a root is there, under another name' is "$(roots) $(halves)" '0 1'

echo slow >"$here/mode"
: >"$here/runs"
"$top/dev" shell true 2>"$here/err-one" & one=$!
"$top/dev" shell true 2>"$here/err-two" & two=$!
status=0
wait "$one" || status=1
wait "$two" || status=1
check 'two calls after it: both succeed' is "$status" 0
check 'the half root is gone, a whole one is there' is "$(roots) $(halves)" '1 0'
check 'it was made once' is "$(runs)" 1
check 'the other call said that it waits' grep -q 'waiting for it' "$here/err-one" "$here/err-two"
status_of "$top/dev" shell true
check 'the next call makes nothing' is "$status $(runs)" '0 1'
check 'and says nothing' test ! -s "$here/err"

# A system that is no Debian and has no libraries: only these programs.
mkdir "$here/elsewhere"
for tool in bash cat cut dirname echo env grep sed sha256sum tr xargs; do
  ln -s "$(type -P "$tool")" "$here/elsewhere/$tool"
done
status_of env -u FOYER_DEV_SUITE PATH="$here/elsewhere" bash "$top/dev" build
check 'elsewhere: fails' is "$status" 1
check 'elsewhere: names libraries and tools' complains '^dev: Foyer needs .*gtk4 >= 4.18.*the tools cc meson'
check 'elsewhere: one sentence' is "$(wc -l <"$here/err")" 1
status_of env PATH="$here/elsewhere" bash "$top/dev" build
check 'elsewhere: no private root' complains 'only be made on Debian or Ubuntu'
status_of env -u FOYER_DEV_SUITE PATH="$here/elsewhere" bash "$top/dev" flatpak
check 'elsewhere, a Flatpak: fails' is "$status" 1
check 'elsewhere, a Flatpak: names the tools' complains '^dev: A Flatpak needs flatpak flatpak-builder ostree eu-strip here: install'
check 'elsewhere, a Flatpak: one sentence' is "$(wc -l <"$here/err")" 1
done_testing
