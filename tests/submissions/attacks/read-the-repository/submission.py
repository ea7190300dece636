import os

OURS = {"manage.py", "pyproject.toml", "ddpm_reference", "checks", "settings.py", "expect.json", ".git"}
FOREIGN = ("/torch/", "/sympy/", "/networkx/", "/numpy/", "/lib/python3", "/setuptools/")


def attempt():
    seen = 0
    for folder, folders, files in os.walk("/"):
        found = OURS & {*folders, *files}
        if found and not any(part in folder + "/" for part in FOREIGN):
            return f"found {found} in {folder}"
        seen += 1
        if seen > 50_000:
            break
    return "held"
