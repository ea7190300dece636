import socket


def attempt():
    for name in ("localhost", "pypi.org"):
        try:
            return f"resolved {socket.getaddrinfo(name, 80)}"
        except OSError:
            continue
    return "held"
