import os
import socket


def attempt():
    for family, address in (
        (socket.AF_INET, ("127.0.0.1", 6379)),
        (socket.AF_INET, ("127.0.0.1", 5432)),
        (socket.AF_UNIX, "/var/run/postgresql/.s.PGSQL.5432"),
        (socket.AF_UNIX, "/run/docker.sock"),
        (socket.AF_UNIX, "\0abstract"),
    ):
        try:
            socket.socket(family).connect(address)
        except PermissionError:
            continue
        except OSError as error:
            return f"a socket was made: {error}"
        return f"connected to {address}"
    return "held"
