#!/usr/bin/env bash
# The whole suite on the embedded database and broker. Then, where DATABASE_URL and REDIS_URL are both set,
# once more what talks to a database and a broker, on those.
set -uo pipefail
cd "$(dirname "$0")/.."

database=${DATABASE_URL-} broker=${REDIS_URL-}
unset DATABASE_URL REDIS_URL
failed=0

pytest -n 2 -m "not services and not e2e and not gpu" || failed=1
# These start whole sites and browsers, which would starve each other on two cores: one at a time.
pytest -m "(services or e2e) and not gpu" || failed=1

if [ -n "$database" ] && [ -n "$broker" ]; then
    echo "Again on ${database%%:*} and ${broker%%:*}, as DATABASE_URL and REDIS_URL say …"
    DATABASE_URL=$database REDIS_URL=$broker pytest -m "services and not gpu" || failed=1
fi
exit $failed
