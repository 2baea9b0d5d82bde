#!/usr/bin/env bash
# Runs a command in the project's last commit, on a machine that has nothing: a new Debian with git and certificates, but no compiler,
# no Docker, no sudo. Its network is the machine's own. For trying out what the README promises; no test uses it.
#
#   tests/fresh_machine.sh 'tests/run.sh'                     exits with the command's code
#   SUITE=trixie tests/fresh_machine.sh 'cli/quickstart.sh'   another Debian (default bookworm)
#   KEEP=1 tests/fresh_machine.sh 'cli/quickstart.sh'         keeps its files, and says where
#
# Needs root and mmdebstrap. The machine is a folder below DEVENV_CACHE (default ~/.cache/devenv), entered with mount, pid and ipc
# namespaces of its own, so that every process and mount is gone with the command.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../cli/private_daemon.sh"

case ${1:-} in
  -h | --help) usage; exit ;;
  --inside) ;;
  *) [ $# = 1 ] || { usage >&2; exit 2; } ;;
esac

# The first process of the machine: `--inside ROOT COMMAND`.
enter_machine() {
  local root=$1 command=$2
  mount --make-rprivate /
  mount --bind "$root" "$root"
  mount -t proc proc "$root/proc"
  mount --rbind /sys "$root/sys"
  mount --rbind /dev "$root/dev"
  mount -t tmpfs -o mode=755 tmpfs "$root/run"
  cd "$root"
  # Not chroot: private daemons on this machine do the same once more, and a root of the namespace is what that takes.
  pivot_root . mnt
  umount -l /mnt
  cd /src
  exec env -i HOME=/root LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin bash -c "$command" </dev/null
}
if [ "$1" = --inside ]; then enter_machine "$2" "$3"; fi

make_machine_tar() { debootstrap_into minbase "$suite" "$1" --format=tar --include=ca-certificates,git --dpkgopt=force-unsafe-io; }

[ "$EUID" = 0 ] || fail "needs root"
suite=${SUITE:-bookworm}
tar=$(devenv_cache)/roots/machine-$suite.tar
once "$tar.lock" "$tar" make_machine_tar "$tar"

mkdir -p "$(devenv_cache)/machines"
root=$(mktemp -d "$(devenv_cache)/machines/$suite-XXXXXX")
machine=''
leave() {
  [ -z "$machine" ] || kill -KILL "$machine" 2>/dev/null || :
  wait
  if [ "${KEEP:-0}" = 1 ]; then say "kept: $root"; else rm -rf --one-file-system "$root"; fi
}
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

tar -xf "$tar" -C "$root"
# A clone, and not a copy of the files: what the build says about itself comes out of the repository.
git -c safe.directory='*' clone --quiet "$project" "$root/src"
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
grep -qs localhost "$root/etc/hosts" || echo '127.0.0.1 localhost' >>"$root/etc/hosts"
unshare --mount --pid --ipc --fork --kill-child -- bash "${BASH_SOURCE[0]}" --inside "$root" "$1" &
machine=$!
wait "$machine"
