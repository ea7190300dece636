def attempt():
    try:
        for number in range(100):  # at most 1 GB
            with open(f"/tmp/{number}", "wb") as file:
                file.write(bytes(10 * 2**20))
    except OSError:
        return "held"
    return "took 1000 MB"
