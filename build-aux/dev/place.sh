# Where Foyer is built: on this system when its libraries are new enough, else in a private Debian root that is made once.
# Sourced by dev, which sets $top. Sets $place (native or root), $suite, $root and $build.
# SPDX-License-Identifier: GPL-3.0-or-later

# Not under XDG_CACHE_HOME: tests point that elsewhere, and a root a test would be a minute and 1.5 GB a test.
export HOME="${HOME:-$(cd ~ && pwd)}"
cache=${FOYER_DEV_ROOT:-$HOME/.cache/foyer-dev}
case $cache in /*) ;; *) cache=$PWD/$cache ;; esac
packages=$(while read -r name only; do
  case $name in '' | '#'*) continue ;; esac
  if [ "${only:-${FOYER_DEV_SUITE:-trixie}}" = "${FOYER_DEV_SUITE:-trixie}" ]; then printf '%s ' "$name"; fi
done <"$top/build-aux/dev/packages")
packages=${packages% }
libraries='glib-2.0 >= 2.84, gtk4 >= 4.18, libadwaita-1 >= 1.7, libsoup-3.0 >= 3.6, json-glib-1.0 >= 1.10,
  sqlite3 >= 3.46, libsecret-1 >= 0.21'
build_tools='cc meson ninja pkg-config msgfmt glib-compile-resources python3'
check_tools='Xvfb xauth dbus-run-session openbox xdotool import desktop-file-validate appstreamcli sqlite3 openssl'

say() { printf 'dev: %s\n' "$*" >&2; }
die() { say "$@"; exit 1; }

missing_tools() {
  local tool missing=
  for tool in "$@"; do
    command -v "$tool" >/dev/null || missing+=" $tool"
  done
  printf %s "${missing# }"
}

# Whether this system can build Foyer, and with "test" also whether it can check it.
native_ready() {
  # shellcheck disable=SC2086 # a list of words
  [ -z "$(missing_tools $build_tools)" ] && pkg-config --exists "$libraries" || return 1
  # shellcheck disable=SC2086
  [ "${1:-}" != test ] || { [ -z "$(missing_tools $check_tools)" ] && python3 -c 'import pyatspi' 2>/dev/null; }
}

# Sets $host (debian, ubuntu, or empty) and $host_is_new: whether its own packages are new enough.
look_at_host() {
  host='' host_is_new=no
  local id='' like='' version=''
  if [ -r /etc/os-release ]; then
    # shellcheck source=/dev/null
    read -r id version like < <(. /etc/os-release && echo "${ID:-linux} ${VERSION_ID:-rolling} ${ID_LIKE:-}")
  fi
  command -v apt-get >/dev/null || return 0
  case $id in
    debian) host=debian; if [ "$version" = rolling ] || [ "${version%%.*}" -ge 13 ]; then host_is_new=yes; fi ;;
    ubuntu) host=ubuntu; if [ "${version%%.*}" -ge 26 ] || [ "$version" = 25.10 ]; then host_is_new=yes; fi ;;
    *) case " $like " in *" debian "* | *" ubuntu "*) host=ubuntu ;; esac ;;
  esac
}

# Runs a command that fetches packages, with its words in the log; on failure says in one sentence what was wrong.
fetch() {
  local what=$1 status=0
  shift
  "$@" >>"$log" 2>&1 </dev/null || status=$?
  [ "$status" != 0 ] || return 0
  if grep -qE 'Could not resolve|Temporary failure|[Cc]ould not connect|Unable to connect|unreachable|Connection (refused|timed)' "$log"; then
    die "$what needs the network, and the package mirror cannot be reached (details: $log). Connect and call this again."
  fi
  die "$what failed: $(grep -E '^E: |error:' "$log" | head -n 1) (details: $log)."
}

install_packages() {
  say "Installing the packages that Foyer needs ($1)."
  fetch 'Installing packages' apt-get -q update
  # shellcheck disable=SC2086
  fetch 'Installing packages' env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -y -o DPkg::Lock::Timeout=600 install --no-install-recommends $1
}

# One Debian archive knows itself best: where the host is Debian, its own mirror is taken, wherever that is.
host_mirror() {
  [ "$host" = debian ] || return 0
  apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Label: Debian' 2>/dev/null |
    grep -E '^https?:' | head -n 1 || true
}

# Fills $1 with a Debian system. As root mmdebstrap writes it in place. An ordinary user gets it as an archive, so that all of
# it belongs to them and can be removed by them.
fill_root() {
  local part=$1 mirror
  mirror=$(host_mirror)
  # shellcheck disable=SC2086
  set -- --variant=apt --include="$(echo $packages | tr ' ' ,)" --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-exclude=/usr/share/man/*' ${FOYER_DEV_APT_OPTION:+--aptopt="$FOYER_DEV_APT_OPTION"} "$suite"
  if [ "$(id -u)" = 0 ]; then
    mmdebstrap --mode=root --format=directory "$@" "$part" ${mirror:+"$mirror"}
  else
    (set -o pipefail
     TMPDIR=/var/tmp mmdebstrap --mode=unshare --format=tar "$@" - ${mirror:+"$mirror"} |
       tar -x -C "$part" --exclude='./dev/*')
  fi || return
  # What is laid over these when the root is entered (enter.sh) needs a file to be laid over.
  (cd "$part/etc" && rm -f resolv.conf machine-id && touch hosts resolv.conf &&
    od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >machine-id)
}

# One call at a time makes something in the cache. What an interrupted one left there is removed.
lock_cache() {
  mkdir -p "$cache"
  # Held by whatever mmdebstrap started, too: nobody makes a root while an interrupted one is still winding up.
  exec 9>"$cache/.lock"
  if ! flock -n 9; then
    say 'Another call is setting up the private root; waiting for it.'
    flock 9
  fi
  rm -rf --one-file-system "$cache"/.making-*
}

make_root() {
  [ ! -e "$root" ] || return 0
  lock_cache
  if [ ! -e "$root" ]; then
    log=$cache/setup.log
    : >"$log"
    local tools=
    command -v mmdebstrap >/dev/null || tools+=' mmdebstrap'
    command -v bwrap >/dev/null || tools+=' bubblewrap'
    [ "$(id -u)" = 0 ] || command -v newuidmap >/dev/null || tools+=' uidmap'
    if [ "$host" = ubuntu ] && [ ! -e /usr/share/keyrings/debian-archive-keyring.gpg ]; then
      tools+=' debian-archive-keyring'
    fi
    if [ -n "$tools" ]; then
      [ "$(id -u)" = 0 ] || die "This system's libraries are older than Foyer needs. A private Debian root would do;" \
        "making one needs, as root: apt-get install$tools"
      install_packages "${tools# }"
    fi
    check_bwrap
    say "Setting up a private Debian root in $root (once: about 350 MB to fetch, 1.5 GB on disk, a minute or two)."
    local part
    part=$(mktemp -d "$cache/.making-XXXXXX")
    chmod 755 "$part"
    trap 'rm -rf --one-file-system "$part"' EXIT
    trap 'exit 130' INT TERM HUP
    fetch 'Making the private Debian root' fill_root "$part"
    mv -T "$part" "$root"
    trap - EXIT INT TERM HUP
    for part in "$cache/$suite"-*; do
      [ "$part" = "$root" ] || say "An earlier root is not used any more and can be deleted: $part"
    done
  fi
  exec 9>&-
}

check_bwrap() {
  command -v bwrap >/dev/null || die 'bubblewrap is missing: install the package bubblewrap.'
  bwrap --bind / / true 2>/dev/null ||
    die "bubblewrap may not make a namespace here ($(bwrap --bind / / true 2>&1)): allow user namespaces, or call this as root."
}

# Decides where to build. With "set-up" as first word, does what it takes for that; with "test" as second, for checking too.
choose_place() {
  local set_up=${1:-} purpose=${2:-} tools
  suite=${FOYER_DEV_SUITE:-}
  place=root
  look_at_host
  if [ -z "$suite" ]; then
    if native_ready "$purpose"; then
      place=native
    elif [ "$host_is_new" = yes ] && [ "$set_up" ] && [ "$(id -u)" = 0 ]; then
      mkdir -p "$cache"
      log=$cache/setup.log
      : >"$log"
      install_packages "$packages"
      native_ready "$purpose" || die "This system's packages are still not enough: $(pkg-config --print-errors --exists "$libraries" 2>&1)"
      place=native
    elif [ "$host_is_new" = yes ] && [ "$set_up" ] && [ -n "$(missing_tools mmdebstrap bwrap newuidmap)" ]; then
      die "Packages are missing. As root: apt-get install --no-install-recommends $packages"
    elif [ -z "$host" ]; then
      # shellcheck disable=SC2086
      tools=$(missing_tools $build_tools ${purpose:+$check_tools})
      die "Foyer needs the development files of $(echo $libraries | tr -s ' \n' ' ')${tools:+ and the tools $tools}:" \
        'install them with your package manager.'
    fi
    suite=trixie
  elif [ -z "$host" ]; then
    die 'A private root of a Debian suite can only be made on Debian or Ubuntu.'
  fi
  if [ "$place" = native ]; then
    build=$top/_build-native
    return
  fi
  # shellcheck disable=SC2086
  root=$cache/$suite-$(echo $suite $packages | sha256sum | cut -c1-12)
  build=$top/_build-$suite
  [ -z "$set_up" ] || make_root
}
