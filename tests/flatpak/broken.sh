#!/usr/bin/env bash
# The checks of installed.sh are shown an application that is broken in ways they must see, and must name these and nothing else:
# would catch checks that cannot fail. Usage: broken.sh ID OUTPUT MANIFEST, from ./dev flatpak --with-broken.
# SPDX-License-Identifier: GPL-3.0-or-later
. "$(dirname "$0")/../dev/tap.sh"
id=$1 output=$2 manifest=$3
broken=$output/broken
rm -rf "$broken"
mkdir "$broken"
cp -a "$output/app" "$broken/app"

# It may read the home folder, has no icon on the desktop, and its window never comes.
sed -i 's/^shared=/filesystems=home;\nshared=/' "$broken/app/metadata"
rm "$broken/app/export/share/icons/hicolor/scalable/apps/$id.svg"
printf '#!/bin/sh\nif [ "$*" = --sample ]; then exec sleep 40; fi\necho foyer\n' >"$broken/app/files/bin/foyer"
flatpak build-export --update-appstream "$broken/repository" "$broken/app" stable >"$here/out" 2>&1 &&
  flatpak build-bundle "$broken/repository" "$broken/foyer.flatpak" "$id" stable >>"$here/out" 2>&1
check 'a broken copy is made' is "$?" 0

FLATPAK_USER_DIR=$broken/installation FOYER_PATIENCE=5 \
  status_of bash "$top/tests/flatpak/installed.sh" "$id" "$broken" "$manifest"
check 'it does not pass' is "$status" 1
sed -n 's/^not ok [0-9]* - //p' "$here/out" >"$here/found"
cat >"$here/expected" <<'END'
the icon is exported
the permissions are these and no others
forbidden: to read the home folder
what it writes into the home folder never arrives
a lead is entered in the window
the search of the desktop reaches it, and is told nothing
it is in the data folder of the sandbox
END
check 'exactly what is broken is named' cmp "$here/expected" "$here/found"
rm -rf "$broken"
done_testing
