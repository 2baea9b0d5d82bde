#!/usr/bin/env bash
# Builds the project and runs its tests, on a Debian that may have nothing yet. Needs root: it installs packages and starts daemons.
#
#   tests/run.sh               everything but the label `long`; with builds under AddressSanitizer, UBSan and ThreadSanitizer
#   tests/run.sh --long        the same and `long`: compiles Docker's own daemon from Debian's source package (about 6 minutes more)
#   tests/run.sh --label L     the tests of label L only (a regular expression, as `ctest -L` takes it)
#
# Private Docker daemons 20.10, 26 and 28 run meanwhile (tests/daemon.sh); the tests find them by DEVENV_TEST_DAEMON_2010, _26 and
# _28, and the image they start containers from by DEVENV_TEST_IMAGE. All are stopped at the end, however it comes.
# The last lines are ctest's summary of the whole run, then each test that did not run, with the reason. A skipped test is a failure,
# unless DEVENV_ALLOW_SKIP=1.
# Builds go to build/, downloads and daemon states to DEVENV_CACHE (default ~/.cache/devenv).
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../cli/private_daemon.sh"

label='' configuration=full
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) usage; exit ;;
    --long) configuration=long ;;
    --label) label=${2:?--label needs a label}; shift ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done
[ "$EUID" = 0 ] || fail "needs root, to install packages and to start private daemons"
cd "$project"

# Daemons that a test could use: none when the chosen labels never talk to one.
versions=(20.10 26 28)
case $label in unit | contract | fake | cli | lint | sanitizer) versions=() ;; esac
sanitizers=(asan tsan)
case $label in '' | sanitizer) ;; *) sanitizers=() ;; esac
[ "$label" != long ] || configuration=long

daemons=$(mktemp -d /tmp/devenv-tests-XXXXXX)
running=()

# begin COMMAND...: in the background, as a process group of its own: so a signal is answered at once, and reaches all of it.
begin() {
  set -m
  "$@" </dev/null &
  running+=("$!")
  set +m
}

# await_all: waits for what was begun; fails if any of it did.
await_all() {
  local job status=0
  for job in "${running[@]}"; do wait "$job" || status=$?; done
  running=()
  return "$status"
}

leave() {
  local job version
  for job in "${running[@]}"; do kill -TERM -- "-$job" 2>/dev/null || :; done
  wait
  for version in "${versions[@]}"; do daemon_down "$daemons/$version"; done
  rm -rf --one-file-system "$daemons"
}
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

start_daemon() {
  local host
  host=$(DEVENV_SHARE=$project daemon_up "$1" "$daemons/$1")
  has_image "$host" debian:bookworm-slim || import_base_image "$host"
  say "daemon $1 is ready"
}

build() {
  local preset
  for preset; do
    cmake --preset "$preset" || return
    cmake --build --preset "$preset" --parallel "$(nproc)" || return
  done
}

# The files with the packages' names have one per line.
# shellcheck disable=SC2046
install_packages $(build_packages) libgtest-dev libgmock-dev ca-certificates clang-format curl debian-archive-keyring git mmdebstrap openssh-client openssl skopeo
programs=$(devenv_cache)/programs
fetch_programs "$programs" docker-registry
export PATH=$PATH:$programs/docker-registry/usr/bin
# Where systemd runs, an installed sshd would serve the world: its one test is left out there, unless there is one already.
if [ ! -x /usr/sbin/sshd ]; then
  if [ -d /run/systemd/system ]; then
    export DEVENV_LEFT_OUT='^Ssh\.a_real_sshd_serves$'
  else
    install_packages openssh-server
  fi
fi

say "building; the daemons start meanwhile"
for version in "${versions[@]}"; do begin start_daemon "$version"; done
begin build dev "${sanitizers[@]}"
await_all

export DEVENV_TEST_IMAGE=debian:bookworm-slim
for version in "${versions[@]}"; do export "DEVENV_TEST_DAEMON_${version//./}=unix://$daemons/$version/docker.sock"; done
results=$project/build/dev/results.xml
begin ctest --test-dir build/dev -C "$configuration" ${label:+-L "$label"} ${DEVENV_LEFT_OUT:+-E "$DEVENV_LEFT_OUT"} --parallel "$(nproc)" \
  --output-on-failure --no-tests=error --output-junit "$results"
status=0
await_all || status=$?
# What did not run stands with its reason below ctest's own summary, whatever came of the rest.
awk -F'"' '/<testcase name=/ { name = $2 } /: Skipped$/ { getline reason; print "skipped: " name ": " reason }' "$results"
[ -z "${DEVENV_LEFT_OUT:-}" ] || echo "left out: Ssh.a_real_sshd_serves: there is no sshd here, and an installed one would start by itself (apt-get install openssh-server)"
[ "$status" = 0 ] || exit "$status"
skipped=$(sed -n 's/.*[^a-z]skipped="\([0-9]*\)".*/\1/p' "$results" | head -n 1)
[ "${skipped:-0}" = 0 ] || [ "${DEVENV_ALLOW_SKIP:-0}" = 1 ] || fail "$skipped skipped (reasons above; DEVENV_ALLOW_SKIP=1 allows it)"
