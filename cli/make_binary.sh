#!/usr/bin/env bash
# Compiles devenv-cli, in the container that devenv.json describes: it is the command of `devenv-cli binary` in this project.
#
#   cli/make_binary.sh          leaves bundles/VERSION/binary/devenv-cli-VERSION, `devenv-cli` and bundles/latest as links to them
#   cli/make_binary.sh --test   compiles and runs the tests that need no daemon
#
# The compiler's output is kept in DEVENV_BUILD (default /var/cache/devenv-build, a volume), one folder for each preset.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

case ${1:-} in
  -h | --help) usage; exit ;;
  --test) preset=dev ;;
  '') preset=release ;;
  *) usage >&2; exit 2 ;;
esac
cd "$project"
build=${DEVENV_BUILD:-/var/cache/devenv-build}/$preset

# ninja goes by file times, which say nothing between two checkouts that share the volume: another checkout starts afresh (out of
# ccache, which goes by content).
checkout=$(stat --format='%d:%i' .)
if [ "$(cat "$build.checkout" 2>/dev/null)" != "$checkout" ]; then
  mkdir -p "$build"
  find "$build" -mindepth 1 -delete
  printf '%s\n' "$checkout" >"$build.checkout"
fi

cmake --preset "$preset" -B "$build"
if [ "$preset" = dev ]; then
  cmake --build "$build" --parallel "$(nproc)"
  exec ctest --test-dir "$build" --label-regex '^(unit|contract|fake|cli)$' --parallel "$(nproc)" --output-on-failure --no-tests=error
fi
cmake --build "$build" --parallel "$(nproc)" --target devenv-cli

version=$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$build/CMakeCache.txt")
folder=bundles/$version/binary
rm -rf "bundles/${version:?}"
mkdir -p "$folder"
strip -o "$folder/devenv-cli-$version" "$build/cli/devenv-cli"
ln -s "devenv-cli-$version" "$folder/devenv-cli"
ln -sfn "$version" bundles/latest
