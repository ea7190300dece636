"""What the supervisor writes on the terminal: one line an event, each under its service's name."""

import os
import sys

WIDTH = 10
COLOURS = {"web": 36, "worker": 33, "beat": 35, "broker": 34, "denoise": 32}


def say(line: str, who: str = "denoise") -> None:
    name = f"{who:<{WIDTH}}"
    if sys.stdout.isatty() and "NO_COLOR" not in os.environ:
        name = f"\033[{COLOURS.get(who, 0)}m{name}\033[0m"
    print(f"{name}│ {line}", flush=True)
