#!/bin/sh
# One check of an installed libdevenv: check.sh CHECK PREFIX KIND WORK. KIND is static or shared, WORK a folder to
# build in. CMAKE, CXX, BUILD, COMPONENTS and CONSUMER come by the environment.
set -eu
check=$1 prefix=$2 kind=$3 work=$4
rm -rf "$work"
mkdir -p "$work"

fail() {
    echo "$check ($kind): $*" >&2
    exit 1
}

# There is no daemon at this address: the programs say "unreachable" and end with 1.
runs_without_daemon() {
    status=0
    DOCKER_HOST=unix://$work/no.sock "$@" >"$work/said" || status=$?
    cat "$work/said"
    [ "$status" = 1 ] || fail "$1 ended with $status"
    grep -q "^unreachable: " "$work/said" || fail "$1 didn't say that the daemon is unreachable"
}

uses_right_kind() {
    if ldd "$1" | grep -q libdevenv; then
        [ "$kind" = shared ] || fail "$1 needs a shared libdevenv"
    else
        [ "$kind" = static ] || fail "$1 doesn't need the shared libdevenv"
    fi
}

headers() {
    (cd "$prefix/include" && find devenv -name '*.hpp' | sort)
}

case $check in
install)
    rm -rf "$prefix"
    for component in $COMPONENTS; do
        "$CMAKE" --install "$BUILD" --prefix "$prefix" --component "$component"
    done
    ;;
find_package)
    "$CMAKE" -G Ninja -S "$CONSUMER" -B "$work/build" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_CXX_COMPILER="$CXX"
    "$CMAKE" --build "$work/build"
    for program in blocking coroutines; do
        uses_right_kind "$work/build/$program"
        runs_without_daemon "$work/build/$program"
    done
    if [ -n "${HAS_TESTING:-}" ]; then
        "$work/build/harness"
    fi
    ;;
pkg_config)
    command -v pkg-config >/dev/null || { echo "skipped: there is no pkg-config"; exit 77; }
    PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name devenv.pc)")
    export PKG_CONFIG_PATH
    want=--libs
    [ "$kind" = shared ] || want="--static --libs"
    cflags=$(pkg-config --cflags devenv)
    # shellcheck disable=SC2086 # flags are lists of words
    libs=$(pkg-config $want devenv)
    # shellcheck disable=SC2086
    for program in blocking coroutines; do
        $CXX -std=c++20 $cflags "$CONSUMER/$program.cpp" -o "$work/$program" $libs
        uses_right_kind "$work/$program"
    done
    LD_LIBRARY_PATH=$(pkg-config --variable=libdir devenv)
    export LD_LIBRARY_PATH
    runs_without_daemon "$work/blocking"
    runs_without_daemon "$work/coroutines"
    ;;
headers)
    # Each public header stands alone, without warnings, and drags neither Beast nor RapidJSON along.
    for header in $(headers); do
        echo "#include <$header>" >"$work/alone.cpp"
        $CXX -std=c++20 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -isystem "$prefix/include/none" \
            -I"$prefix/include" -fsyntax-only -MD -MF "$work/alone.d" "$work/alone.cpp" || fail "$header doesn't stand alone"
        if grep -E 'boost/beast|rapidjson|openssl|/fmt/|archive\.h' "$work/alone.d"; then
            fail "$header includes a library that is none of the user's business"
        fi
    done
    headers | grep -q devenv/blocking.hpp || fail "devenv/blocking.hpp isn't installed"
    ;;
symbols)
    library=$(find "$prefix" -name 'libdevenv.so')
    nm -D -C --defined-only "$library" >"$work/symbols"
    grep -q 'devenv::v1::blocking::Client::run' "$work/symbols" || fail "blocking::Client::run isn't there"
    # Address, type letter, then the name; a template's name begins with its return type.
    if sed 's/^[0-9a-f]* *[A-Za-z] //' "$work/symbols" |
        grep -vE '^(typeinfo (name )?for |vtable for |VTT for |guard variable for |(non-)?virtual thunk to )?devenv::v1::' |
        grep -vE ' devenv::v1::.*\(|^boost::asio::detail::keyword_tss_ptr<.*>::value_$'; then
        fail "these names leave the library besides devenv's public ones"
    fi
    ;;
*)
    fail "no such check"
    ;;
esac
