#!/bin/sh
# usage: system-packages.sh COMMAND:PACKAGE…   installs the Debian package of each command that is missing.
# Without root and without a sudo that asks nothing, it prints the one command to run and stops.
# A command named "?" is always missing.
set -eu

missing=
for pair in "$@"; do
    command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair#*:}"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "Missing on this machine:$missing. Install it with the system's package manager, then run make again." >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    as_root=
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "Missing on this machine:$missing. Run this once, then make again:" >&2
    echo "    sudo apt-get update && sudo apt-get install --yes --no-install-recommends$missing" >&2
    exit 1
fi

echo "Installing$missing with apt-get (once) …"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! {
    $as_root apt-get update &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $missing
} >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    echo "apt-get could not install$missing; its last words are above." >&2
    exit 1
fi
