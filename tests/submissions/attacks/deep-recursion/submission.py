def attempt(depth=0):
    return attempt(depth + 1)
