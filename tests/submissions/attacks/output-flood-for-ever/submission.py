def attempt():
    while True:
        print("x" * 1000)
