#!/bin/bash
# Docker's engine, client, compose and buildx from Debian packages, unpacked into the cache; the machine's own apt
# sources stay as they are, and of packages only runc, iptables and certificates are installed.
set -euo pipefail
. "$(dirname "$0")/lab.sh"
need_root

# works ROOT: do the programs run on this machine's libc?
works() {
  local root=$1 program
  [ -x "$root/usr/bin/docker-init" ] || return 1
  # "containerd version" would start it; "--version" prints.
  for program in usr/sbin/dockerd usr/bin/containerd usr/bin/docker; do
    timeout 20 "$root/$program" --version > /dev/null 2>&1 || return 1
  done
  timeout 20 "$root/usr/bin/containerd-shim-runc-v2" -v > /dev/null 2>&1 || return 1
  for program in docker-compose docker-buildx; do
    timeout 20 "$root/usr/libexec/docker/cli-plugins/$program" version > /dev/null 2>&1 || return 1
  done
}

# fetch SUITE FOLDER: downloads and unpacks into FOLDER/root
fetch() {
  local suite=$1 folder=$2 deb key=/usr/share/keyrings/debian-archive-keyring.gpg
  rm -rf "$folder"
  mkdir -p "$folder"/{lists/partial,cache/archives/partial,debs,root}
  echo "deb [signed-by=$key] $uri $suite main" > "$folder/s.list"
  # A mirror may stand still for some weeks; signatures are still checked.
  local apt=(-qq -o Dir::Etc::sourcelist="$folder/s.list" -o Dir::Etc::sourceparts=/dev/null
    -o Dir::State::Lists="$folder/lists" -o Dir::Cache="$folder/cache" -o APT::Sandbox::User=root
    -o Acquire::Check-Valid-Until=false)
  apt-get "${apt[@]}" update || return 1
  (
    cd "$folder/debs"
    apt-get "${apt[@]}" download docker.io docker-cli containerd docker-compose docker-buildx tini || exit 1
    # docker-init is a link into one of the two, depending on the suite.
    apt-get "${apt[@]}" download tini-static 2> /dev/null || true
  ) || return 1
  for deb in "$folder"/debs/*.deb; do dpkg-deb -x "$deb" "$folder/root"; done
}

# runc of newer suites wants a newer libc than Debian 12 has; the machine's own works.
apt_install runc iptables ca-certificates
if [ -e "$ENGINE/suite" ] && works "$ENGINE/root"; then
  say "engine: in the cache ($(cat "$ENGINE/suite"))"
  exit 0
fi
uri=$(apt_uri)
[ -n "$uri" ] || die "no URIs: line in /etc/apt/sources.list.d/debian.sources"
for suite in $ENGINE_SUITES; do
  folder=$ENGINE/fetch-$suite
  say "engine: fetching from $suite"
  if fetch "$suite" "$folder" && works "$folder/root"; then
    rm -rf "$ENGINE/root"
    mv "$folder/root" "$ENGINE/root"
    rm -rf "$folder"
    mkdir -p "$ENGINE/config/cli-plugins"
    cp "$ENGINE"/root/usr/libexec/docker/cli-plugins/* "$ENGINE/config/cli-plugins/"
    compose=$("$ENGINE/config/cli-plugins/docker-compose" version --short)
    echo "$suite: $("$ENGINE/root/usr/bin/docker" --version), compose $compose" > "$ENGINE/suite"
    say "engine: $(cat "$ENGINE/suite")"
    exit 0
  fi
  say "engine: the programs of $suite do not run on this machine"
  rm -rf "$folder"
done
die "no engine to be had from: $ENGINE_SUITES"
