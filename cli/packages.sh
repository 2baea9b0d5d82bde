#!/usr/bin/env bash
# Debian packages, root and messages for the project's scripts, which source this file.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '%s: %s\n' "$(basename "$0" .sh)" "$*" >&2; }
fail() { say "$@"; exit 1; }

# Prints the comment at the head of the running script: its --help.
usage() { sed -n '2,/^[^#]/{/^#/s/^# \{0,1\}//p}' "$0"; }

# as_root COMMAND...: by sudo unless we are root already. Variables that the command needs are given with `env`.
as_root() {
  if [ "$EUID" = 0 ]; then
    "$@"
  else
    command -v sudo >/dev/null || fail "'$1' needs root, and there is no sudo: run this as root"
    sudo "$@"
  fi
}

is_installed() { [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

is_known() { apt-cache show --no-all-versions "$1" >/dev/null 2>&1; }

# Prints what compiling the project takes; the root Dockerfile reads the same list.
build_packages() { cat "$project/cmake/build_packages.txt"; }

# one_of A|B…: prints the first that this release of Debian or Ubuntu has, or the very first where apt knows none yet.
one_of() {
  local name names
  IFS='|' read -ra names <<<"$1"
  for name in "${names[@]}"; do
    if is_installed "$name" || is_known "$name"; then echo "$name"; return; fi
  done
  echo "${names[0]}"
}

# Sets `missing` to those that aren't installed.
find_missing() {
  local package
  missing=()
  for package in "$@"; do
    package=$(one_of "$package")
    is_installed "$package" || missing+=("$package")
  done
}

# install_packages PACKAGE...: installs those that are missing; where all are there, apt isn't called at all. `A|B` is A, or B
# where there's no A.
install_packages() {
  local missing
  find_missing "$@"
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null || fail "missing: ${missing[*]} (this machine has no apt-get to install them with)"
  as_root apt-get update -qq
  find_missing "$@"
  say "installing ${missing[*]}"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# fetch_programs FOLDER PACKAGE...: unpacks packages below FOLDER/PACKAGE instead of installing them: a server that is installed
# starts by itself from then on.
fetch_programs() {
  local folder=$1 package part
  shift
  for package in "$@"; do
    [ ! -d "$folder/$package" ] || continue
    say "fetching $package"
    part=$folder/$package.part
    rm -rf --one-file-system "$part"
    mkdir -p "$part"
    (cd "$part" && apt-get -o APT::Sandbox::User=root download -qq "$package" >/dev/null && dpkg-deb --extract "$package"_*.deb . && rm "$package"_*.deb)
    mv "$part" "$folder/$package"
  done
}
