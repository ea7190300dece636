import os


def attempt():
    places = {here for top in os.listdir("/") for here in (f"/{top}", *(f"/{top}/{x}" for x in listing(f"/{top}")))}
    for place in sorted(places | {"/"}):
        if place == "/tmp" or place.startswith("/tmp/") or not os.path.isdir(place):
            continue
        try:
            with open(f"{place}/left-behind", "w") as file:
                file.write("here")
        except OSError:
            continue
        return f"wrote into {place}"
    return "held"


def listing(path):
    return os.listdir(path) if os.path.isdir(path) else []
