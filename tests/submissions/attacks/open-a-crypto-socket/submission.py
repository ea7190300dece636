import socket


def attempt():
    try:
        socket.socket(socket.AF_ALG, socket.SOCK_SEQPACKET)
    except PermissionError:
        return "held"
    return "made a socket"
