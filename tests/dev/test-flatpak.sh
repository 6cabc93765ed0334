#!/usr/bin/env bash
# From nothing to a lead entered in the installed Flatpak, where the tools for it are there. SPDX-License-Identifier: GPL-3.0-or-later
. "$(dirname "$0")/tap.sh"

if [ -z "${CI:-}" ]; then
  echo '1..0 # SKIP done in CI; by hand it is ./dev flatpak'
elif ! command -v flatpak flatpak-builder >/dev/null; then
  echo '1..0 # SKIP flatpak-builder is not installed'
else
  "$top/dev" flatpak --with-broken
fi
