#!/usr/bin/env bash
# certificates.sh FOLDER: makes authorities, servers and clients for tests of TLS, PEM, in FOLDER. Needs openssl.
#   ca.pem           an authority; of it are:
#   server/          for the names localhost and 127.0.0.1
#   renamed/         for the name elsewhere.test
#   expired/         of the year before last
#   client/          ca.pem, cert.pem, key.pem, as DOCKER_CERT_PATH has them
#   stranger/        the same of an authority of its own
set -euo pipefail
cd "$1"

make_key() { openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null || openssl ecparam -name prime256v1 -genkey -noout -out "$1"; }

# authority NAME: NAME.pem and NAME.key
authority() {
  make_key "$1.key"
  openssl req -x509 -new -key "$1.key" -subj "/CN=$1" -days 2 -out "$1.pem" \
    -addext basicConstraints=critical,CA:true -addext keyUsage=critical,keyCertSign
}

# leaf FOLDER AUTHORITY EXTENSION TIMES...: FOLDER/{cert,key,ca}.pem
leaf() {
  local folder=$1 authority=$2 extension=$3
  shift 3
  mkdir -p "$folder"
  make_key "$folder/key.pem"
  openssl req -new -key "$folder/key.pem" -subj "/CN=$folder" -out "$folder/request"
  printf '%s\n' "$extension" >"$folder/extension"
  : >"$folder/index"
  openssl ca -batch -notext -config /dev/stdin -in "$folder/request" -out "$folder/cert.pem" -extfile "$folder/extension" "$@" 2>"$folder/log" <<END || { cat "$folder/log" >&2; exit 1; }
[ca]
default_ca = own
[own]
new_certs_dir = $folder
database = $folder/index
rand_serial = yes
default_md = sha256
default_days = 2
policy = any
private_key = $authority.key
certificate = $authority.pem
[any]
commonName = supplied
END
  cp "$authority.pem" "$folder/ca.pem"
}

authority ca
authority other
leaf server ca subjectAltName=DNS:localhost,IP:127.0.0.1
leaf renamed ca subjectAltName=DNS:elsewhere.test
leaf expired ca subjectAltName=DNS:localhost,IP:127.0.0.1 -startdate 20200101000000Z -enddate 20210101000000Z
leaf client ca extendedKeyUsage=clientAuth
leaf stranger other extendedKeyUsage=clientAuth
openssl ec -in client/key.pem -aes128 -passout pass:secret -out client/encrypted.pem 2>/dev/null
