# Settings and functions of the lab; sourced by its scripts. In a shell:
#   . tests/compose/lab.sh   points docker and docker compose at the lab's engine
LAB=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# What the lab fetches, builds and runs lies here, outside the project.
CACHE=${EARSHOT_LAB_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/earshot-lab}
ENGINE=$CACHE/engine
# Debian suites that the engine may come from, best first; the first whose programs run on this machine is taken.
ENGINE_SUITES=${EARSHOT_LAB_ENGINE_SUITES:-forky trixie}

export DOCKER_HOST=unix://$ENGINE/run/docker.sock DOCKER_CONFIG=$ENGINE/config
case ":$PATH:" in *":$ENGINE/root/usr/bin:"*) ;; *) export PATH=$ENGINE/root/usr/bin:$PATH ;; esac
mkdir -p "$CACHE"

say() { printf '%s lab: %s\n' "$(date +%T)" "$*" >&2; }
die() {
  printf 'lab: error: %s\n' "$*" >&2
  exit 1
}
need_root() { [ "$(id -u)" = 0 ] || die "this needs root: the engine is a real one"; }
apt_uri() { awk '/^URIs:/ { print $2; exit }' /etc/apt/sources.list.d/debian.sources 2>/dev/null; }

# apt_install PACKAGE...: those that are missing, in one go
apt_install() {
  local package missing=()
  for package in "$@"; do
    dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return 0
  say "installing ${missing[*]}"
  local options=(-qq -o DPkg::Lock::Timeout=300 -o APT::Update::Error-Mode=any)
  export DEBIAN_FRONTEND=noninteractive
  apt-get "${options[@]}" install -y --no-install-recommends "${missing[@]}" > "$CACHE/apt.log" 2>&1 && return 0
  apt-get "${options[@]}" update >> "$CACHE/apt.log" 2>&1 &&
    apt-get "${options[@]}" install -y --no-install-recommends "${missing[@]}" >> "$CACHE/apt.log" 2>&1 ||
    die "apt-get could not install: ${missing[*]} (see $CACHE/apt.log)"
}
