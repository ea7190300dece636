import sys

sys.set_int_max_str_digits(0)


def attempt():
    return 10**300_000 + 1
