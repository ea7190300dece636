def attempt():
    while True:
        pass
