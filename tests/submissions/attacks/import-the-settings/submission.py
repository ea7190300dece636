import importlib


def attempt():
    for name in ("django", "config.settings", "config", "quizzes.models", "celery", "psycopg"):
        try:
            importlib.import_module(name)
        except ImportError:
            continue
        return f"imported {name}"
    return "held"
