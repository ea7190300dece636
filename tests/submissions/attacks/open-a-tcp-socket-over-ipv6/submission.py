import socket


def attempt():
    try:
        socket.socket(socket.AF_INET6, socket.SOCK_STREAM)
    except PermissionError:
        return "held"
    return "made a socket"
