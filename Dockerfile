# The environment that devenv-cli is compiled in. The sources aren't part of the image: devenv.json mounts them, so a change of the
# sources needs neither a new image nor a copy. The image changes when the list of packages does.
ARG BASE=debian:bookworm-slim
FROM ${BASE}

COPY cmake/build_packages.txt /usr/share/devenv/
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ccache libgmock-dev libgtest-dev \
        $(cut -d'|' -f1 /usr/share/devenv/build_packages.txt) \
 && rm -rf /var/lib/apt/lists/*

ENV CCACHE_DIR=/var/cache/ccache
WORKDIR /src
