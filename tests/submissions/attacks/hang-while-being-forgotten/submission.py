class Sticky:
    def __del__(self):
        while True:
            pass


def attempt():
    sticky = Sticky()
    return "held"
