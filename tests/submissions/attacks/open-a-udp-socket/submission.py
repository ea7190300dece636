import socket


def attempt():
    try:
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    except PermissionError:
        return "held"
    return "made a socket"
