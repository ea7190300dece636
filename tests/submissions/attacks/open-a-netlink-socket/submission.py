import socket


def attempt():
    try:
        socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
    except PermissionError:
        return "held"
    return "made a socket"
