#!/usr/bin/env bash
# A private Docker daemon of a chosen version, beside any other on the machine. Needs root, mmdebstrap and curl.
#
#   tests/daemon.sh up VERSION [DIR]     start it and print its DOCKER_HOST (one that runs in DIR is left as it is)
#   tests/daemon.sh image HOST           make sure that the daemon has debian:bookworm-slim; prints the name
#   tests/daemon.sh down VERSION [DIR]   stop it; what it stored stays in the cache
#   tests/daemon.sh wipe VERSION [DIR]   stop it and delete what it stored
#
# VERSION is 20.10 (API 1.41), 26 (1.45) or 28 (1.51). DIR, below /tmp, holds socket, log and pid; several daemons, also of one
# version, may run at once, each in its own DIR (default /tmp/devenv-daemon-VERSION).
# DEVENV_CACHE is where downloads and images are kept (default ~/.cache/devenv). DEVENV_SHARE lists folders beside /tmp, separated
# by colons, that containers may bind. There is no bridge: containers use the network modes host and none.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../cli/private_daemon.sh"

case ${1:-} in -h | --help) usage; exit ;; esac
[ $# -ge 2 ] || { usage >&2; exit 2; }
verb=$1 subject=$2 dir=${3:-/tmp/devenv-daemon-$2}
case $verb in
  up) daemon_up "$subject" "$dir" ;;
  image) has_image "$subject" debian:bookworm-slim || import_base_image "$subject"; echo debian:bookworm-slim ;;
  down) daemon_down "$dir" ;;
  wipe) daemon_wipe "$dir" ;;
  *) usage >&2; exit 2 ;;
esac
