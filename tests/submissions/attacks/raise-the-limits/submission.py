import resource

KINDS = ("RLIMIT_NPROC", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CPU", "RLIMIT_CORE", "RLIMIT_MEMLOCK", "RLIMIT_AS")


def attempt():
    for kind in KINDS:
        number = getattr(resource, kind)
        _, hard = resource.getrlimit(number)
        if hard == resource.RLIM_INFINITY:
            return f"{kind} has no limit"
        try:
            resource.setrlimit(number, (hard + 1, hard + 1))
        except (ValueError, PermissionError):
            continue
        return f"raised {kind}"
    return "held"
