class Endless(Exception):
    def __str__(self):
        while True:
            pass


def attempt():
    raise Endless
