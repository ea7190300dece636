import socket


def attempt():
    try:
        socket.socketpair()
    except PermissionError:
        return "held"
    return "made a socket"
