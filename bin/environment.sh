# Sourced by bin/serve and bin/test: Debian packages and the virtual environment. POSIX sh, since nothing else is sure.

set -eu
case ${DATA_DIR:-/} in /*) ;; *) DATA_DIR=$PWD/$DATA_DIR; export DATA_DIR ;; esac
cd "$(dirname "$0")/.."
PYTHON=.venv/bin/python

say() {
    printf '%s\n' "$*" >&2
}

die() {
    say "$*"
    exit 1
}

# The press's libraries: without them everything but PDFs works.
PRESS="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

# python_packages: what Debian's Python lacks to make a virtual environment; nothing where another Python has it.
python_packages() {
    python3 -c 'import ensurepip, venv' 2>/dev/null || echo python3 python3-venv
}

# packages need|want NAME...: install what is missing as root; else name it, and stop if it is needed.
packages() {
    how=$1
    shift
    missing=
    for package in "$@"; do
        status=$(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null || true)
        case $status in ii*) ;; *) missing="$missing $package" ;; esac
    done
    [ -n "$missing" ] || return 0
    command -v apt-get >/dev/null 2>&1 || { say "This machine has no apt; make sure it has:$missing"; return 0; }
    if [ "$(id -u)" != 0 ]; then
        say "Some Debian packages are missing. Install them as root: apt-get install$missing"
        [ "$how" = want ] || exit 1
        return 0
    fi
    say "Installing Debian packages:$missing"
    # A packaged server must not start by itself, where no policy says otherwise.
    policy=/usr/sbin/policy-rc.d
    ours=
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod 755 "$policy"
        ours=yes
        trap 'rm -f "$policy"' EXIT
        trap 'exit 130' INT
        trap 'exit 143' TERM
    fi
    log=$(mktemp)
    # shellcheck disable=SC2086 # a list of words
    if ! { DEBIAN_FRONTEND=noninteractive apt-get update -q &&
        DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        rm -f "$log"
        die "These Debian packages could not be installed:$missing"
    fi
    rm -f "$log"
    if [ -n "$ours" ]; then
        rm -f "$policy"
        trap - EXIT INT TERM
    fi
}

# need_environment FILE...: .venv with the requirements of the files; nothing to do while they stay the same.
need_environment() {
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || die "Plenary needs Python 3.11 or newer."
    if ! "$PYTHON" -c '' 2>/dev/null; then
        say "Making .venv"
        rm -rf .venv
        python3 -m venv .venv
    fi
    for file in "$@"; do
        stamp=.venv/.installed-$(printf '%s' "$file" | tr '/' '-')
        sum=$(sha256sum "$file" | cut -d ' ' -f 1)
        if [ "$(cat "$stamp" 2>/dev/null || true)" != "$sum" ]; then
            say "Installing $file"
            "$PYTHON" -m pip install --quiet --disable-pip-version-check --no-input -r "$file"
            printf '%s\n' "$sum" >"$stamp"
        fi
    done
}
