import re


def attempt():
    return bool(re.match(r"(a+)+$", "a" * 60 + "b"))
