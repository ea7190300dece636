#!/bin/sh
# usage: make-venv.sh PYTHON FOLDER   makes the virtual environment, or says the one command that lets it.
set -eu
python=$1 folder=$2

[ -x "$folder/bin/pip" ] && exit 0

command -v "$python" >/dev/null || {
    echo "No $python on the PATH. Install Python 3.11 or newer, or name yours: make PYTHON=/path/to/python3 …" >&2
    exit 1
}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Expected Python 3.11 or newer, got $("$python" -V). Name a newer one: make PYTHON=/path/to/python3.12 …" >&2
    exit 1
}
# Debian ships Python without ensurepip; its package name carries the version.
"$python" -c 'import ensurepip' 2>/dev/null ||
    "$(dirname "$0")/system-packages.sh" "?:$("$python" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])')"

echo "Making $folder with $("$python" -V) …"
"$python" -m venv "$folder"
