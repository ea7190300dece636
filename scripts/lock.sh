#!/bin/sh
# Resolves pyproject.toml in a fresh environment and rewrites requirements.lock and requirements-dev.lock.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

wanted() { # wanted runtime|dev: the direct dependencies, one a line
    "$folder/bin/python" - "$1" <<'PY'
import sys, tomllib
project = tomllib.load(open("pyproject.toml", "rb"))["project"]
print("\n".join(project["dependencies"] if sys.argv[1] == "runtime" else project["optional-dependencies"]["dev"]))
PY
}
frozen() { # the local version (+cpu) names one machine's build, so it is left out
    "$folder/bin/pip" freeze | sed 's/^\(torch==[^+]*\)+.*/\1/'
}

"${PYTHON:-python3}" -m venv "$folder"
wanted runtime >"$folder/runtime.txt"
wanted dev >"$folder/dev.txt"
pip="$folder/bin/pip --disable-pip-version-check --quiet --quiet"

$pip install "$(grep '^torch==' "$folder/runtime.txt")"
$pip install -r "$folder/runtime.txt"
{
    echo "# What the site runs on, resolved. Written by \`make lock\`; edit pyproject.toml instead."
    frozen
} >"$folder/requirements.lock"

$pip install -r "$folder/runtime.txt" -r "$folder/dev.txt"
{
    echo "# What the tests need on top. Written by \`make lock\`; edit pyproject.toml instead."
    echo "-r requirements.lock"
    frozen | grep -vxF -f "$folder/requirements.lock"
} >"$folder/requirements-dev.lock"

mv "$folder/requirements.lock" "$folder/requirements-dev.lock" .
