import ctypes


def attempt():
    ctypes.CDLL(None).abort()
