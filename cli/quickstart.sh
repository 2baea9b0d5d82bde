#!/usr/bin/env bash
# From a bare Debian or Ubuntu to binaries on the host: installs what is missing, compiles devenv-cli, and lets it compile this
# project in a container.
#
#   cli/quickstart.sh
#
# 1. Packages are installed by apt-get (with sudo, unless run by root).
# 2. The daemon is that of DOCKER_HOST, else the machine's, else your rootless one; where none answers, a private one is started for
#    this run, and stopped at the end.
# 3. The image debian:bookworm-slim is pulled; where Docker Hub can't be reached, it is made of Debian's packages instead.
# 4. `devenv-cli binary` leaves bundles/VERSION/binary/devenv-cli-VERSION and its hashes, which are checked.
#
# Can be run again at any time: what is there is used. Nothing is written outside the checkout but downloads and the private daemon's
# images, in DEVENV_CACHE (default ~/.cache/devenv).
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/private_daemon.sh"

case ${1:-} in
  '') ;;
  -h | --help) usage; exit ;;
  *) usage >&2; exit 2 ;;
esac
cd "$project"
base=debian:bookworm-slim
private=''

leave() {
  [ -n "$private" ] || return 0
  private_daemon daemon_down "$private"
  as_root rm -rf --one-file-system "$private"
}
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# private_daemon FUNCTION ARGUMENT...: a function of private_daemon.sh, as root.
private_daemon() {
  as_root env DEVENV_CACHE="$(devenv_cache)" DEVENV_SHARE="$project" bash "$project/cli/private_daemon.sh" "$@"
}

answers() { engine "$1" /_ping -f -o /dev/null --max-time 5 --no-show-error; }

# Sets `host` to the first daemon that answers; to nothing where none does.
find_daemon() {
  local candidate
  if [ -n "${DOCKER_HOST:-}" ]; then
    answers "$DOCKER_HOST" || fail "no daemon answers at DOCKER_HOST=$DOCKER_HOST: start it, or unset DOCKER_HOST to have a private one"
    host=$DOCKER_HOST
    return
  fi
  for candidate in /var/run/docker.sock "${XDG_RUNTIME_DIR:-/run/user/$EUID}/docker.sock"; do
    if answers "unix://$candidate"; then host=unix://$candidate; return; fi
  done
  host=''
}

start_private_daemon() {
  say "no Docker daemon answers here: starting a private one for this run"
  install_packages mmdebstrap debian-archive-keyring
  private=$(mktemp -d /tmp/devenv-quickstart-XXXXXX)
  host=$(private_daemon daemon_up 26 "$private")
  # It has no bridge.
  export DEVENV_NETWORK=host
}

# Docker Hub counts as not reachable when the daemon reports nothing for 15 seconds.
pull_base_image() {
  say "pulling $base"
  engine "$host" "/images/create?fromImage=${base%:*}&tag=${base#*:}" -X POST -f -o /dev/null --speed-limit 1 --speed-time 15 --no-show-error || :
  has_image "$host" "$base"
}

get_base_image() {
  ! has_image "$host" "$base" || return 0
  ! pull_base_image || return 0
  say "Docker Hub can't be reached: $base is made of Debian's packages instead (about a minute)"
  install_packages mmdebstrap debian-archive-keyring
  private_daemon import_base_image "$host"
}

# shellcheck disable=SC2046 # one package a line
install_packages $(build_packages) ca-certificates curl git
find_daemon  # first: a DOCKER_HOST that is wrong is said before minutes of compiling
say "compiling devenv-cli"
cmake --preset release
cmake --build --preset release --parallel "$(nproc)" --target devenv-cli
[ -n "$host" ] || start_private_daemon
get_base_image
say "compiling devenv-cli once more, in a container: devenv-cli binary"
build/release/cli/devenv-cli -H "$host" binary

binaries=$(cd bundles/latest/binary && pwd -P)
(cd "$binaries" && sha256sum --check ./*.sha256)
"$binaries/devenv-cli" -H "$host" version
say "the binary is $(readlink -f "$binaries/devenv-cli")"
