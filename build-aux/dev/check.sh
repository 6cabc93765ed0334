# Tests, lint, figures and pictures. Sourced by dev after enter.sh. SPDX-License-Identifier: GPL-3.0-or-later

build_sanitized() {
  build=$build-sanitize
  build_foyer -Db_sanitize=address,undefined
  export ASAN_OPTIONS=abort_on_error=1:detect_leaks=1:detect_stack_use_after_return=1:fast_unwind_on_malloc=0:malloc_context_size=10
  export UBSAN_OPTIONS=halt_on_error=1:abort_on_error=1:print_stacktrace=1
  export LSAN_OPTIONS=suppressions=$top/build-aux/dev/leaks.supp:print_suppressions=0
}

# The tests of dev itself run outside the private root, because the way into it is what they test.
run_dev_tests() {
  local name
  for name in "$top"/tests/dev/test-*.sh; do
    bash "$name" || printf 'not ok - %s ends with exit status 0\n' "${name##*/}"
  done | tee "$build/dev-tests.tap"
}

run_tests() {
  local sanitize=no own=yes floors=yes option previous='' status=0 arguments=()
  for option in "$@"; do
    case $previous$option in
      --sanitize) sanitize=yes; continue ;;
      --suitedev | --suite=dev) floors=no ;;
      --suite) ;;
      *) own=no ;;
    esac
    previous=
    if [ "$option" = --suite ]; then previous=--suite; fi
    arguments+=("$option")
  done
  if [ "$floors" = no ]; then own=yes; fi

  set_up test
  if [ "$sanitize" = yes ]; then build_sanitized; else build_foyer; fi
  rm -f "$build/dev-tests.tap" "$build/meson-logs/testlog.json"
  if [ "$own" = yes ]; then run_dev_tests; fi
  if [ "$floors" = yes ]; then
    "${enter[@]}" meson test -C "$build" --no-rebuild --print-errorlogs "${arguments[@]}" || status=$?
  fi
  "${enter[@]}" python3 "$top/build-aux/dev/count-tests.py" "$build" "$status"
}

lint() {
  local fix=no
  case "$*" in
    '') ;;
    --fix) fix=yes ;;
    *) usage_error "lint does not know: $*" ;;
  esac
  local failed='' sources=() scripts=()
  mapfile -t sources < <(cd "$top" && find src tests -name '*.[ch]' | sort)
  mapfile -t scripts < <(cd "$top" && grep -rlE '^#!.*(bash|/sh)$' dev .ci build-aux tests)
  set_up test
  cd "$top" || exit

  say 'House rules'
  "${enter[@]}" python3 "$top/build-aux/check-house.py" "$top" || failed+=' house'

  say 'Formatting'
  # Versions of clang-format differ in what they make of one configuration, so one is the judge: Debian 13's.
  if "${enter[@]}" clang-format --version | grep -q 'version 19'; then
    if [ "$fix" = yes ]; then "${enter[@]}" clang-format -i "${sources[@]}"; fi
    # shellcheck disable=SC2016
    printf '%s\0' "${sources[@]}" | "${enter[@]}" xargs -0 -n 1 sh -c \
      'clang-format "$0" | cmp -s - "$0" || { echo "$0: not formatted (./dev lint --fix does it)"; exit 1; }' || failed+=' formatting'
  else
    say 'Skipped: this is not clang-format 19.'
  fi

  say 'Scripts'
  "${enter[@]}" shellcheck --check-sourced --severity=warning "${scripts[@]}" || failed+=' scripts'

  say 'Analyser'
  build_foyer
  printf '%s\0' src/*/*.c | "${enter[@]}" xargs -0 -n 4 -P "$(nproc)" \
    clang-tidy --quiet -p "$build" --extra-arg=-Wno-unknown-warning-option 2>/dev/null || failed+=' analyser'

  [ -z "$failed" ] || die "lint found something:$failed"
  say 'lint found nothing.'
}

bench() {
  set_up test
  build=$build-bench
  build_foyer -Dbuildtype=release -Dbenchmarks=true
  enter_build
  exec "${enter[@]}" env -C "$build" "$top/tests/bench/run" "$@"
}

# Each driver that lacks one safeguard must fail the audit.
chaos_broken() {
  local broken missed=''
  for broken in mark-late no-fence no-lock match-name; do
    "${enter[@]}" "$top/tests/chaos/run" --broken "$broken" --driver "$build/tests/chaos/chaos-driver-$broken" \
      --sandbox "$build/src/sandbox/foyer-sandbox" "$@" || missed+=" $broken"
  done
  [ -z "$missed" ] || die "The audit did not catch:$missed"
  say 'The audit caught every broken build.'
}

chaos() {
  set_up test
  build_foyer
  if [ "${1:-}" = --broken ]; then
    shift
    chaos_broken "$@"
    return
  fi
  exec "${enter[@]}" "$top/tests/chaos/run" --driver "$build/tests/chaos/chaos-driver" \
    --sandbox "$build/src/sandbox/foyer-sandbox" "$@"
}

screenshots() {
  local output=${1:-$top/docs/screenshots}
  set_up test
  build_foyer
  mkdir -p "$output"
  exec "${enter[@]}" "$top/build-aux/isolate" "$top/build-aux/with-display" \
    "$top/build-aux/screenshots" "$build" "$(realpath "$output")"
}
