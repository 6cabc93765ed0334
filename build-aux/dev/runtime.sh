# What a Flatpak is built with and runs on: GNOME's runtime where it can be had, else a stand-in made from a Debian root. With the
# stand-in everything but the libraries is real: flatpak-builder, the manifest, the sandbox, what is exported.
# Sourced by dev after enter.sh. SPDX-License-Identifier: GPL-3.0-or-later

flatpak_tools='flatpak flatpak-builder ostree eu-strip'
flatpak_packages='flatpak flatpak-builder ostree elfutils'

install_flatpak_tools() {
  # shellcheck disable=SC2086 # a list of words
  [ -n "$(missing_tools $flatpak_tools)" ] || return 0
  look_at_host
  if [ -z "$host" ]; then
    die "A Flatpak needs $(missing_tools $flatpak_tools) here: install flatpak, flatpak-builder, ostree and elfutils with your package manager."
  fi
  [ "$(id -u)" = 0 ] || die "A Flatpak needs, as root: apt-get install $flatpak_packages"
  mkdir -p "$cache"
  log=$cache/setup.log
  : >"$log"
  install_packages "$flatpak_packages"
}

# has_runtime SCOPE: whether both the runtime and its SDK are in that installation.
has_runtime() {
  flatpak info "$1" "org.gnome.Platform//$runtime_version" >/dev/null 2>&1 &&
    flatpak info "$1" "org.gnome.Sdk//$runtime_version" >/dev/null 2>&1
}

# Sets $runtime (real or stand-in), and the environment in which flatpak finds it. Foyer itself goes to a user installation of its
# own, so a person's user installation is read as if it were the system's.
choose_runtime() {
  local scope
  for scope in --system --user; do
    if ! has_runtime $scope && flatpak remotes $scope --columns=name 2>/dev/null | grep -qx flathub; then
      say "Fetching GNOME $runtime_version from the remote flathub."
      flatpak install $scope -y --noninteractive flathub \
        "org.gnome.Platform//$runtime_version" "org.gnome.Sdk//$runtime_version" </dev/null || say 'It cannot be fetched.'
    fi
    if has_runtime $scope; then
      runtime=real
      if [ $scope = --user ]; then
        export FLATPAK_SYSTEM_DIR=${FLATPAK_USER_DIR:-${XDG_DATA_HOME:-$HOME/.local/share}/flatpak}
      fi
      say "Building with GNOME's own runtime, version $runtime_version."
      return
    fi
  done
  runtime=stand-in
  export FOYER_DEV_SUITE=${FOYER_DEV_SUITE:-trixie}
}

# Fills $1 with a Flatpak installation that holds a Debian system under the names of GNOME's runtime and SDK. The files are in the
# root already; ostree's bare modes let build, repository and installation share one copy of them.
fill_stand_in() {
  local part=$1 arch
  arch=$(flatpak --default-arch)
  mkdir -p "$part/runtime/files" "$part/runtime/var"
  cp -al "$root/usr" "$part/runtime/usr"
  cp -a "$root/etc" "$part/runtime/usr/etc"
  (cd "$part/runtime/usr/etc" && rm -f resolv.conf machine-id hosts passwd group)
  cat >"$part/runtime/metadata" <<END
[Runtime]
name=org.gnome.Platform
runtime=org.gnome.Platform/$arch/$runtime_version
sdk=org.gnome.Sdk/$arch/$runtime_version

[Environment]
LD_LIBRARY_PATH=/app/lib
PKG_CONFIG_PATH=/app/lib/pkgconfig:/app/share/pkgconfig:/usr/lib/pkgconfig:/usr/share/pkgconfig
GI_TYPELIB_PATH=/app/lib/girepository-1.0
XDG_DATA_DIRS=/app/share:/usr/share:/usr/share/runtime/share:/run/host/user-share:/run/host/share
END
  ostree init --repo="$part/repository" --mode=bare-user-only &&
    flatpak build-export --runtime --no-update-summary "$part/repository" "$part/runtime" "$runtime_version" &&
    flatpak build-commit-from --no-update-summary --src-ref="runtime/org.gnome.Platform/$arch/$runtime_version" \
      "$part/repository" "runtime/org.gnome.Sdk/$arch/$runtime_version" &&
    flatpak build-update-repo "$part/repository" &&
    FLATPAK_USER_DIR=$part/installation flatpak --user remote-add --no-gpg-verify stand-in "file://$part/repository" &&
    FLATPAK_USER_DIR=$part/installation flatpak --user install -y --noninteractive stand-in \
      "org.gnome.Platform//$runtime_version" "org.gnome.Sdk//$runtime_version" || return
  rm -rf --one-file-system "$part/repository" "$part/runtime"
}

# Needs $root. The stand-in is made once for a root and a recipe.
make_stand_in() {
  local stand_in part
  stand_in=$root-flatpak-$(sha256sum "$top/build-aux/dev/runtime.sh" | cut -c1-8)-$runtime_version
  if [ ! -e "$stand_in" ]; then
    lock_cache
    if [ ! -e "$stand_in" ]; then
      log=$cache/setup.log
      : >"$log"
      say "GNOME $runtime_version is not here; setting up a stand-in from Debian in $stand_in (once: half a minute, 1.5 GB on disk)."
      part=$(mktemp -d "$cache/.making-XXXXXX")
      trap 'rm -rf --one-file-system "$part"' EXIT
      trap 'exit 130' INT TERM HUP
      fetch 'Making the stand-in runtime' fill_stand_in "$part"
      mv -T "$part" "$stand_in"
      trap - EXIT INT TERM HUP
    fi
    exec 9>&-
  fi
  export FLATPAK_SYSTEM_DIR=$stand_in/installation
  say "Building with a stand-in for GNOME's runtime, made from Debian $suite."
}
