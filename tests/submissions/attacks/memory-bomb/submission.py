def attempt():
    held = []
    for _ in range(400):  # at most 4 GB
        held.append(bytearray(10 * 2**20))
    return f"took {len(held) * 10} MB"
