import socket


def attempt():
    try:
        socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM)
    except PermissionError:
        return "held"
    return "made a socket"
