# ./dev flatpak: from nothing to Foyer installed and tried in its sandbox, with a bundle and a repository to give away.
# Sourced by dev after runtime.sh. SPDX-License-Identifier: GPL-3.0-or-later

# Builds $manifest, unchanged, into $output. The repository and the bundle are made anew: they hold this build and no other.
build_flatpak() {
  rm -rf --one-file-system "$output/repository" "$output/app" "$output/foyer.flatpak"
  # A fresh clone compiles from the cache, too.
  mkdir -p "$cache/ccache-flatpak" "$output/state"
  if [ ! -e "$output/state/ccache" ]; then ln -s "$cache/ccache-flatpak" "$output/state/ccache"; fi
  flatpak-builder --user --force-clean --disable-rofiles-fuse --ccache --state-dir="$output/state" --default-branch=stable \
    --repo="$output/repository" "$output/app" "$manifest" </dev/null || die 'flatpak-builder failed.'
  flatpak build-update-repo --generate-static-deltas "$output/repository" >/dev/null
  # Whoever has no GNOME runtime yet is led to where it is.
  flatpak build-bundle --runtime-repo=https://dl.flathub.org/repo/flathub.flatpakrepo \
    "$output/repository" "$output/foyer.flatpak" "$id" stable || die 'The bundle could not be made.'
}

size_of() { du -sb "$@" | awk '{ sum += $1 } END { printf "%.2f MB", sum / 1e6 }'; }

flatpak_steps() {
  local status=0
  choose_runtime
  set_up test
  if [ "$runtime" = stand-in ]; then make_stand_in; fi
  # flatpak-builder has no other way to be told where --user is; whatever is built and tried here stays out of the person's.
  export FLATPAK_USER_DIR=$output/installation FOYER_DEV_ROOT=$cache
  build_flatpak
  "$top/tests/flatpak/installed.sh" "$id" "$output" "$manifest" || status=$?
  if [ "$with_broken" = yes ]; then "$top/tests/flatpak/broken.sh" "$id" "$output" "$manifest" || status=$?; fi
  say "Bundle: $output/foyer.flatpak ($(size_of "$output/foyer.flatpak"); $(size_of --exclude=debug "$output/app/files") installed)."
  say "Repository: $output/repository ($(size_of "$output/repository"), with what a debugger needs)."
  if [ "$runtime" = stand-in ]; then
    say "Both were built with Debian's libraries: good to try. To give them away, build where GNOME $runtime_version is installed."
  fi
  say "Picture of the window: $output/window.png; log: $output/log ($SECONDS seconds)."
  return $status
}

build_and_try_flatpak() {
  local option
  id=io.github.foyer_crm.Foyer output=$top/_build-flatpak with_broken=no
  for option in "$@"; do
    case $option in
      --development) id=io.github.foyer_crm.Foyer.Devel output=$top/_build-flatpak/development ;;
      --with-broken) with_broken=yes ;;
      *) usage_error "flatpak does not know: $option" ;;
    esac
  done
  manifest=$top/flatpak/$id.json
  runtime_version=$(sed -n 's/.*"runtime-version": "\(.*\)".*/\1/p' "$manifest")
  install_flatpak_tools
  mkdir -p "$output"
  flatpak_steps 2>&1 | tee "$output/log"
}
