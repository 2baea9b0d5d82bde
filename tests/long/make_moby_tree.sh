#!/usr/bin/env bash
# Makes a tree like moby's own checkout out of Debian's source package docker.io (20.10): hack/make.sh, hack/dind, and a Dockerfile of
# ours whose Go toolchain and libraries are Debian's, since nothing but a Debian mirror may be in reach.
#
#   tests/long/make_moby_tree.sh DIR     DIR must not exist yet
#
# The package is fetched by apt with lists and a cache of its own (in DEVENV_CACHE), so the machine's apt stays as it is.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../../cli/private_daemon.sh"

case ${1:-} in
  -h | --help) usage; exit ;;
  '') usage >&2; exit 2 ;;
esac
tree=$1
[ ! -e "$tree" ] || fail "$tree exists already"
install_packages debian-archive-keyring dpkg-dev

sources=$(devenv_cache)/moby
fetch_sources() {
  local part=$1.part mirror
  mirror=$(debian_mirror)
  [ -n "$mirror" ] || fail "apt knows no Debian mirror: set DEVENV_DEBIAN_MIRROR to one"
  rm -rf "$part"
  mkdir -p "$part"/{lists,archives}/partial
  printf 'deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s bookworm main\n' "$mirror" >"$part/sources.list"
  local private_apt=(apt-get -qq -o "Dir::Etc::sourcelist=$part/sources.list" -o Dir::Etc::sourceparts=-
    -o "Dir::State::lists=$part/lists" -o "Dir::Cache=$part" -o APT::Sandbox::User=root)
  "${private_apt[@]}" update
  (cd "$part" && "${private_apt[@]}" source docker.io >&2)
  mv "$part" "$1"
}
once "$sources.lock" "$sources" fetch_sources "$sources"

source_package=$(echo "$sources"/docker.io-*/)
commit=$(sed -n 's/^20\.10\.24: //p' "$source_package/debian/helpers/engine-gitcommits")
mkdir -p "$(dirname "$tree")"
cp -a "$source_package/engine" "$tree"
# Packages of their own upstream, and not among Debian's libraries. Names that go ignores.
cp -a "$source_package/libnetwork" "$tree/_libnetwork"
cp -a "$source_package/swarmkit" "$tree/_swarmkit"
mkdir -p "$tree/_packaging/debian"
cp "$source_package/debian/control" "$tree/_packaging/debian/"

cat >"$tree/Dockerfile" <<'DOCKERFILE'
FROM debian:bookworm-slim
COPY _packaging /packaging
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get build-dep -y --no-install-recommends /packaging \
 && rm -rf /var/lib/apt/lists/*
# No modules: Debian's libraries are a GOPATH. A static daemon does without the two drivers whose libraries come shared only.
ENV GOPATH=/go:/usr/share/gocode GO111MODULE=off GOFLAGS=-trimpath \
    DOCKER_BUILDTAGS="apparmor seccomp exclude_graphdriver_btrfs exclude_graphdriver_devicemapper"
WORKDIR /go/src/github.com/docker/docker
COPY . .
RUN mv _libnetwork ../libnetwork && mv _swarmkit ../swarmkit
ENTRYPOINT ["hack/dind"]
DOCKERFILE

# The targets and caches are those of devenv's own profile of a moby tree. Without git somebody must say what is compiled.
cat >"$tree/devenv.json" <<CONFIGURATION
{
  "name": "moby",
  "build": { "network": "host" },
  "run": {
    "network": "host",
    "env": { "VERSION": "20.10.24", "DOCKER_GITCOMMIT": "$commit" }
  }
}
CONFIGURATION
