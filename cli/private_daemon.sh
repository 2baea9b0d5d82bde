#!/usr/bin/env bash
# Private Docker daemons and the base image, for machines that have neither. Sourced by cli/quickstart.sh and tests/*.sh;
# run as a program it calls one of the functions below: `bash cli/private_daemon.sh daemon_up 26 /tmp/d`.
#
# A daemon is dockerd of a Debian release, unpacked (not installed: its files are all it needs) into a folder of the cache.
# It runs in mount and pid namespaces of its own, whose first process is its watcher. So
# - stopping the watcher ends every process of the daemon (containers too) and every mount with it: nothing can stay behind;
# - pivot_root, not chroot, makes the folder its root. Below a chroot the first `exec` in a container would end up in the
#   machine's root, since the kernel takes the root of the mount namespace for that of the process;
# - /tmp and the folders of DEVENV_SHARE are the machine's own, so that a bind mount of a path below them means the same on both
#   sides. Nothing else of the machine is visible to it;
# - it has no bridge and doesn't touch the firewall. Its containers use the network modes `host` and `none`.
#
# Needs root, mmdebstrap, curl, util-linux. Files: everything in the cache, but socket, log and pid in the daemon's DIR.

source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

# Prints the folder that all of the project's downloads and daemon states are kept in.
devenv_cache() {
  local home=${HOME:-$(getent passwd "$EUID" | cut -d: -f6)}
  printf '%s\n' "${DEVENV_CACHE:-${XDG_CACHE_HOME:-$home/.cache}/devenv}"
}

# suite_of VERSION: prints the Debian release that has this version of docker.io.
suite_of() {
  case $1 in
    20.10) echo bookworm ;;
    26) echo trixie ;;
    28) echo sid ;;
    *) fail "no daemon of version '$1' (known: 20.10, 26, 28)" ;;
  esac
}

# Prints DEVENV_DEBIAN_MIRROR, else the Debian mirror of the machine's apt, or nothing where apt has none (Ubuntu): then mmdebstrap
# knows one. A machine whose lists were deleted, as in most container images, gets them back: apt tells whose a mirror is from them.
debian_mirror() {
  if [ -n "${DEVENV_DEBIAN_MIRROR:-}" ]; then echo "$DEVENV_DEBIAN_MIRROR"; return; fi
  [ -n "$(apt-get indextargets 2>/dev/null)" ] || as_root apt-get update -qq >&2 || :
  # shellcheck disable=SC2016 # apt's own $(…)
  apt-get indextargets --format '$(ORIGIN) $(REPO_URI)' 2>/dev/null | awk '$1 == "Debian" && !/security/ { print $2; exit }'
}

# debootstrap_into VARIANT SUITE TARGET [OPTION...]: a Debian system in the folder or tar TARGET, in one step or not at all.
debootstrap_into() {
  local variant=$1 suite=$2 target=$3 part=$3.part mirror
  shift 3
  [ "$EUID" = 0 ] || fail "making $target needs root"
  command -v mmdebstrap >/dev/null || fail "mmdebstrap is missing: apt-get install mmdebstrap"
  mirror=$(debian_mirror)
  # An interrupted mmdebstrap leaves its temporary files: where the next one finds and deletes them.
  rm -rf --one-file-system "$part" "$part.tmp"
  mkdir -p "$part.tmp"
  chmod 755 "$part.tmp"
  # sid's index is as old as the mirror; that's no attack on a throw-away root.
  TMPDIR=$part.tmp mmdebstrap --quiet --variant="$variant" --aptopt='Acquire::Check-Valid-Until "false"' "$@" "$suite" "$part" ${mirror:+"$mirror"} >&2
  mv "$part" "$target"
  rm -rf --one-file-system "$part.tmp"
}

# once LOCK TEST COMMAND...: runs COMMAND unless TEST (a path) exists; of several callers at once one does, the others wait.
once() {
  local lock=$1 path=$2
  shift 2
  mkdir -p "$(dirname "$lock")"
  ( flock 9; [ -e "$path" ] || "$@" ) 9>"$lock"
}

make_daemon_root() {
  local suite=$1 root=$2
  say "unpacking docker.io of Debian $suite"
  debootstrap_into extract "$suite" "$root" --format=directory --include=base-files,docker.io,iptables,mount --dpkgopt='path-exclude=/usr/share/*'
}

# What the maintainer scripts would have made: they didn't run.
finish_daemon_root() {
  local root=$1
  mkdir -p "$root"/{tmp,run,proc,sys,dev,var/lib/docker,etc/ssl/certs,mnt/old}
  printf 'root:x:0:0:root:/root:/bin/sh\n' >"$root/etc/passwd"
  printf 'root:x:0:\ndocker:x:999:\n' >"$root/etc/group"
  local file
  for file in resolv.conf hosts ssl/certs/ca-certificates.crt; do
    [ ! -e "/etc/$file" ] || cp -L "/etc/$file" "$root/etc/$file"
  done
}

# daemon_runs DIR: whether the daemon of DIR runs. A pid file may outlive its process, and the number may belong to another.
daemon_runs() {
  local pid
  pid=$(cat "$1/pid" 2>/dev/null) && [ -n "$pid" ] && grep -qzxF -- "$1/docker.sock" "/proc/$pid/cmdline" 2>/dev/null
}

# daemon_up VERSION DIR: starts a daemon whose socket, log and pid file are in DIR, and prints its DOCKER_HOST.
# One that runs there already is left as it is. DIR must be below /tmp.
daemon_up() {
  local version=$1 dir=$2 suite root
  [ "$EUID" = 0 ] || fail "starting a daemon needs root"
  case $dir in /tmp/?*) ;; *) fail "the folder of a daemon must be below /tmp, not '$dir'" ;; esac
  suite=$(suite_of "$version")
  root=$(devenv_cache)/roots/docker-$version-$suite
  mkdir -p "$dir"
  lock_daemon "$dir"
  if daemon_runs "$dir"; then
    case $(cat "$dir/state") in */"$version"-*) ;; *) fail "a daemon of another version than $version runs in $dir" ;; esac
  else
    once "$root.lock" "$root" make_daemon_root "$suite" "$root"
    finish_daemon_root "$root"
    start_daemon_in "$dir" "$version" "$root"
  fi
  exec 7<&-
  echo "unix://$dir/docker.sock"
}

# Holds the lock of DIR as descriptor 7: of two who start a daemon there the second finds that of the first, and who stops it waits
# until one that is being started can be stopped.
lock_daemon() {
  exec 7<"$1"
  flock 7
}

start_daemon_in() {
  local dir=$1 version=$2 root=$3 state
  take_state "$version"
  printf '%s\n' "$state" >"$dir/state"
  launch "$root" "$dir" "$state"
  exec 8>&-
  await_daemon "$dir"
}

# Sets `state` to a folder for images and containers that no other daemon uses, and holds its lock as descriptor 8: the daemon
# inherits it, so the folder is free again when the last process of the daemon is gone.
take_state() {
  local number
  mkdir -p "$(devenv_cache)/state"
  for number in $(seq 99); do
    state=$(devenv_cache)/state/$1-$number
    exec 8>"$state.lock"
    if flock -n 8; then mkdir -p "$state"; return; fi
  done
  fail "99 daemons of version $1 run already"
}

launch() {
  local root=$1 dir=$2 state=$3 interrupted=''
  # Who interrupts us now does it after the pid file is written: without it nobody could stop the daemon.
  trap 'interrupted=1' INT TERM HUP
  # The group makes the socket usable for the caller behind sudo.
  setsid unshare --mount --pid --fork --kill-child -- bash "${BASH_SOURCE[0]}" watcher "$root" "$dir/docker.sock" "$state" \
    "${DEVENV_SHARE:-}" "${SUDO_GID:-0}" >"$dir/log" 2>&1 </dev/null 7<&- &
  printf '%s\n' "$!" >"$dir/pid"
  # Until its command line is its own, it can't be told from any other process.
  until daemon_runs "$dir" || ! kill -0 "$!" 2>/dev/null; do sleep 0.01; done
  trap - INT TERM HUP
  [ -z "$interrupted" ] || exit 143
}

# watcher ROOT SOCKET STATE SHARE GROUP, the first process of the pid namespace: starts dockerd, hands TERM on to it, and collects the
# orphans of its containers. The first process of a namespace has no default actions: a trap is what lets TERM through.
watcher() {
  local root=$1 socket=$2 state=$3 share=$4 group=$5 daemon
  trap 'exit 143' TERM
  enter_root "$root" "$state" "$share"
  dockerd -H "unix://$socket" --group "$group" --bridge=none --iptables=false --ip6tables=false \
    --shutdown-timeout 3 --exec-root /run/docker-exec --pidfile /run/docker.pid &
  daemon=$!
  # Once: at the third TERM dockerd would leave without stopping its containers.
  trap 'trap "" TERM; kill -TERM "$daemon"' TERM
  while kill -0 "$daemon" 2>/dev/null; do wait -n || :; done
}

enter_root() {
  local root=$1 state=$2 share=$3
  mount --make-rprivate /
  mount --bind "$root" "$root"
  mount -t proc proc "$root/proc"
  mount --rbind /sys "$root/sys"
  mount --rbind /dev "$root/dev"
  mount -t tmpfs -o mode=755 tmpfs "$root/run"
  mount --bind /tmp "$root/tmp"
  mount --bind "$state" "$root/var/lib/docker"
  mount_shared "$root" "$share"
  cd "$root"
  pivot_root . mnt/old
  cd /
  umount -l /mnt/old
  hash -r
}

# mount_shared ROOT LIST: LIST is separated by colons, like PATH.
mount_shared() {
  local folder IFS=:
  for folder in $2; do
    case $folder/ in //* | /tmp/*) continue ;; esac
    mkdir -p "$1$folder"
    mount --bind "$folder" "$1$folder"
  done
}

await_daemon() {
  local dir=$1
  for _ in $(seq 600); do
    if curl -fs --unix-socket "$dir/docker.sock" http://daemon/_ping >/dev/null 2>&1; then return; fi
    daemon_runs "$dir" || break
    sleep 0.1
  done
  tail -n 20 "$dir/log" >&2
  stop_daemon "$dir"
  fail "the daemon of $dir did not answer (the end of its log is above)"
}

# daemon_down DIR: stops the daemon of DIR, if one runs, and waits until every process of it is gone. Its images stay.
daemon_down() {
  [ -d "$1" ] || return 0
  lock_daemon "$1"
  stop_daemon "$1"
  exec 7<&-
}

stop_daemon() {
  local dir=$1 tries=0 signal=TERM
  # Again and again, since the watcher may not be there yet, or not listen yet.
  while daemon_runs "$dir"; do
    [ $((tries += 1)) -le 200 ] || signal=KILL
    signal_watcher "$signal" "$(cat "$dir/pid")"
    sleep 0.1
  done
  rm -f "$dir/pid" "$dir/docker.sock"
}

# signal_watcher SIGNAL PID: to the watcher, or to PID, its parent, as long as it has no child.
signal_watcher() {
  local watcher
  watcher=$(cat "/proc/$2/task/$2/children" 2>/dev/null) || :
  # shellcheck disable=SC2086 # a list of one, with a trailing space
  kill -"$1" ${watcher:-$2} 2>/dev/null || :
}

# daemon_wipe DIR: daemon_down, and deletes DIR and what the daemon stored.
daemon_wipe() {
  local dir=$1 state
  daemon_down "$dir"
  state=$(cat "$dir/state" 2>/dev/null || :)
  [ -z "$state" ] || ( flock 8; rm -rf --one-file-system "$state" ) 8>"$state.lock"
  rm -rf --one-file-system "$dir"
}

# engine HOST PATH [CURL OPTION...]: one request to the daemon at HOST (unix://… or tcp://…).
engine() {
  local host=$1 path=$2
  shift 2
  case $host in
    unix://*) curl -sS --unix-socket "${host#unix://}" "$@" "http://daemon$path" ;;
    tcp://*) curl -sS "$@" "http://${host#tcp://}$path" ;;
    *) fail "can't talk to '$host' (only unix:// and tcp://)" ;;
  esac
}

has_image() { engine "$1" "/images/$2/json" -f -o /dev/null --no-show-error; }

# import_base_image HOST: makes debian:bookworm-slim in the daemon out of Debian's packages.
import_base_image() {
  local host=$1 tar answer
  tar=$(devenv_cache)/roots/base-bookworm.tar
  once "$tar.lock" "$tar" make_base_tar "$tar"
  answer=$(engine "$host" '/images/create?fromSrc=-&repo=debian&tag=bookworm-slim&changes=CMD%20%5B%22bash%22%5D' \
    -X POST -H 'Content-Type: application/x-tar' -H 'Expect:' -T "$tar")
  has_image "$host" debian:bookworm-slim || fail "the daemon did not take the base image: $answer"
}

make_base_tar() {
  say "making the image debian:bookworm-slim out of Debian's packages"
  debootstrap_into minbase bookworm "$1" --format=tar --include=ca-certificates --dpkgopt=force-unsafe-io \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*'
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  set -euo pipefail
  "$@"
fi
