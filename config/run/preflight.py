"""What could stop the site from starting, found before anything is started."""

import fcntl
import os
import secrets
import socket
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import redis

from config import broker

SOCKET_PATH_MAX = 107  # sockaddr_un holds 108 bytes with the closing zero


class CannotStart(Exception):
    """One sentence for the person at the terminal: what is wrong, and what to do."""


def open_data_dir(folder: Path) -> IO[str]:
    """Make the data directory private and ours alone; the lock holds as long as the returned file is open."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        lock = (folder / "run.lock").open("a+")
    except OSError as error:
        raise CannotStart(
            f"The data directory {folder} cannot be written ({error.strerror}). "
            "Mend its permissions, or set DENOISE_DATA_DIR to another folder."
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        lock.seek(0)
        raise CannotStart(
            f"Another run (process {lock.read().strip()}) already uses {folder}. "
            "Stop it, or give this one a DENOISE_DATA_DIR of its own."
        ) from error
    lock.truncate(0)
    print(os.getpid(), file=lock, flush=True)
    return lock


def make_secret_key(file: Path) -> None:
    """Once; it has to outlive restarts, or everyone is signed out at each."""
    if os.environ.get("SECRET_KEY") or file.exists():
        return
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as handle:
        handle.write(secrets.token_urlsafe(50))


def port_is_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotStart(
                f"Cannot listen on {host} port {port} ({error.strerror}). "
                f"Stop what uses it, or choose another port: PORT={port + 1} make run"
            ) from error


def socket_path_fits(path: Path) -> None:
    length = len(os.fsencode(path))
    if length > SOCKET_PATH_MAX:
        raise CannotStart(
            f"The broker's socket {path} has a path of {length} bytes, and the system allows {SOCKET_PATH_MAX}. "
            "Set DENOISE_DATA_DIR to a folder with a shorter path."
        )


def redis_answers(url: str) -> None:
    try:
        broker.ping(url)
    except redis.RedisError as error:
        parts = urlsplit(url)  # without its password
        raise CannotStart(
            f"REDIS_URL: nothing answers at {parts.hostname or parts.path}:{parts.port or ''} ({error}). "
            "Start it, or unset REDIS_URL to use the embedded broker."
        ) from error
