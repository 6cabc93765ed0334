# Commands in the place where Foyer is built. Sourced by dev after place.sh. SPDX-License-Identifier: GPL-3.0-or-later

# Binds a path of the host at its own place, unless it is below one that is bound already.
bind_path() {
  local path=$1 seen
  [ -n "$path" ] && [ -e "$path" ] || return 0
  path=$(realpath "$path")
  for seen in "${bound[@]}"; do
    case $path/ in "$seen"/*) return 0 ;; esac
  done
  bound+=("$path")
  enter+=(--bind "$path" "$path")
}

# Sets the array $enter: what to put before a command. The private root gives the system (read-only, so that it stays what
# its name says); everything else is the host's: every other top-level folder, with homes, /tmp and the project, the
# network, the display, the person's data and the environment.
prepare_entry() {
  if [ "$place" = native ]; then
    enter=(env)
    return
  fi
  check_bwrap
  local link folder variable
  bound=()
  enter=(bwrap --die-with-parent --tmpfs / --ro-bind "$root/usr" /usr --ro-bind "$root/etc" /etc
    --tmpfs /usr/local --tmpfs /usr/src --ro-bind "$root/var/cache" /var/cache --ro-bind "$root/var/lib/dpkg" /var/lib/dpkg
    --bind /var/tmp /var/tmp --dev-bind /dev /dev --bind /proc /proc --ro-bind /sys /sys --tmpfs /run)
  for link in bin sbin lib lib32 lib64; do
    if [ -L "$root/$link" ]; then enter+=(--symlink "usr/$link" "/$link"); fi
  done
  for folder in /etc/resolv.conf /etc/hosts /etc/passwd /etc/group /etc/machine-id /etc/ssl/certs/ca-certificates.crt; do
    if [ -s "$folder" ]; then enter+=(--ro-bind "$(realpath "$folder")" "$folder"); fi
  done

  for folder in /*; do
    case ${folder#/} in
      bin | boot | dev | etc | lib* | lost+found | proc | run | sbin | snap | sys | usr | var) continue ;;
    esac
    if [ -d "$folder" ] && [ -r "$folder" ] && [ -x "$folder" ]; then
      bound+=("$folder")
      enter+=(--bind "$(realpath "$folder")" "$folder")
    fi
  done
  bound+=(/var/tmp)
  # What lies elsewhere still has to be there. Data folders are made as the program would make them.
  for variable in XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME; do
    if [ -n "${!variable:-}" ]; then
      mkdir -p "${!variable}" 2>/dev/null || true
      bind_path "${!variable}"
    fi
  done
  for folder in "$top" "$HOME" "$(git -C "$top" rev-parse --path-format=absolute --git-common-dir 2>/dev/null)" "$PWD" "$cache" \
      "${XDG_RUNTIME_DIR:-}" "${TMPDIR:-}" "${XAUTHORITY:-}" "${WAYLAND_DISPLAY:-}" /run/dbus; do
    case $folder in /*) bind_path "$folder" ;; esac
  done

  # The root has no other locale. Modules of the host's libraries do not fit the root's.
  enter+=(--remount-ro / --chdir "$PWD" --setenv PATH /usr/sbin:/usr/bin:/sbin:/bin
    --setenv CCACHE_DIR "$cache/ccache" --setenv CCACHE_BASEDIR "$top")
  if [ -z "${LOCPATH:-}" ]; then enter+=(--setenv LC_ALL C.UTF-8); fi
  for variable in GIO_EXTRA_MODULES GIO_MODULE_DIR GTK_PATH GTK_MODULES GDK_PIXBUF_MODULE_FILE; do
    enter+=(--unsetenv "$variable")
  done
  if [ -z "${TZ:-}" ] && [ -L /etc/localtime ]; then
    enter+=(--setenv TZ "$(readlink /etc/localtime | sed 's|.*/zoneinfo/||')")
  fi
}

# Puts what was built before everything else: programs, settings schemas. Written by meson when it builds.
enter_build() {
  # shellcheck disable=SC2016
  enter+=(sh -c '. "$1" && shift && exec "$@"' dev "$build/environment.sh")
}

configured() { [ -f "$build/build.ninja" ]; }

# Builds into $build; further words are options for its configuration.
build_foyer() {
  if ! configured; then
    "${enter[@]}" meson setup "$build" "$top" ${CI:+-Dwerror=true} "$@" || die 'The configuration failed.'
  fi
  "${enter[@]}" ninja -C "$build" || die 'The build failed.'
  "${enter[@]}" meson devenv -C "$build" --dump "$build/environment.sh" >/dev/null
}
