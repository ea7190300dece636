import ctypes


def attempt():
    return ctypes.string_at(1)
