#!/bin/sh
# Makes an authority and the certificates of a NATS server, a run and its injectors, to try a fleet with TLS. For more than a
# trial, use those of your own authority, with the same subjects.
#
#   certificates.sh FOLDER INJECTORS [HOST...]
#
# HOSTs are the names or addresses by which the server is reached; without any, localhost and 127.0.0.1.
set -eu
folder=${1:?FOLDER}
injectors=${2:?INJECTORS}
shift 2
names=DNS:localhost,IP:127.0.0.1
for host in "$@"; do
  case $host in
    *[!0-9.]*) names="$names,DNS:$host" ;;
    *) names="$names,IP:$host" ;;
  esac
done
mkdir -p "$folder"
cd "$folder"
umask 077

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=holdfast-authority \
  -keyout authority-key.pem -out authority.pem 2>/dev/null

signed() { # NAME SUBJECT EXTENSIONS
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$2" -keyout "$1-key.pem" -out "$1.csr" 2>/dev/null
  printf '%s\n' "$3" > "$1.ext"
  openssl x509 -req -in "$1.csr" -CA authority.pem -CAkey authority-key.pem -CAcreateserial -days 30 \
    -extfile "$1.ext" -out "$1.pem" 2>/dev/null
  rm "$1.csr" "$1.ext"
}

signed server holdfast-exchange "subjectAltName=$names"
signed run holdfast-run extendedKeyUsage=clientAuth
index=0
while [ "$index" -lt "$injectors" ]; do
  signed "injector-$index" "holdfast-injector-$index" extendedKeyUsage=clientAuth
  index=$((index + 1))
done
