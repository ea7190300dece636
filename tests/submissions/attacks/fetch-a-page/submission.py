import urllib.request


def attempt():
    for address in ("http://127.0.0.1:8000/", "http://[::1]:8000/", "http://169.254.169.254/latest/meta-data/"):
        try:
            return f"fetched {urllib.request.urlopen(address, timeout=1).read(20)!r}"
        except OSError:
            continue
    return "held"
