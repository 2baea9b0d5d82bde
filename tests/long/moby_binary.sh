#!/usr/bin/env bash
# The article's own case, for real: devenv-cli compiles Docker's daemon in a moby-shaped tree, and the daemon that comes out answers.
#
#   tests/long/moby_binary.sh HOST CLI     HOST: the daemon to do it with, as DOCKER_HOST; CLI: path of devenv-cli
#
# Takes about 3 minutes on two cores, and 5 seconds when the daemon has image and Go's cache from an earlier run: they stay.
set -euo pipefail
case ${1:-} in -h | --help) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0"; exit ;; esac
host=${1:?HOST is missing (--help)} cli=$(realpath "${2:?CLI is missing (--help)}")
folder=$(mktemp -d /tmp/devenv-moby-XXXXXX)
trap 'rm -rf --one-file-system "$folder"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

"$(dirname "${BASH_SOURCE[0]}")/make_moby_tree.sh" "$folder/moby"
cd "$folder/moby"
"$cli" -H "$host" binary

shopt -s extglob globstar nullglob
found=(bundles/**/binary-daemon/dockerd-+([0-9.]))
[ ${#found[@]} = 1 ] || { echo "expected one dockerd in bundles, found ${#found[@]}: ${found[*]}" >&2; exit 1; }
(cd "$(dirname "${found[0]}")" && sha256sum --check "$(basename "${found[0]}").sha256")
answer=$("${found[0]}" --version)
echo "$answer"
[[ $answer == "Docker version 20.10.24, build "* ]]
