import mmap


def attempt():
    held = []
    for _ in range(40):  # at most 4 GB
        view = mmap.mmap(-1, 100 * 2**20, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)
        view.write(bytes(100 * 2**20))
        held.append(view)
    return f"took {len(held) * 100} MB"
