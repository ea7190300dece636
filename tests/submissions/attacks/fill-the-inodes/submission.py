def attempt():
    made = 0
    for number in range(20_000):
        try:
            open(f"/tmp/{number}", "w").close()
        except OSError:
            break
        made += 1
    return "held" if made <= 4096 else f"made {made} files"
