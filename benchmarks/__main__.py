"""All benchmarks, one after the other: `make bench`."""

import subprocess
import sys

for name in ("sandbox", "verdicts", "pages", "packages", "gradebook", "click", "crowd"):
    print(f"\n== {name}", flush=True)
    subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)
