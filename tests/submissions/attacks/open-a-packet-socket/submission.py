import socket


def attempt():
    try:
        socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
    except PermissionError:
        return "held"
    return "made a socket"
