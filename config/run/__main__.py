"""`python -m config.run`: checks, prepares and starts the site."""

import http.client
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config import env
from config.run import preflight
from config.run.console import say
from config.run.preflight import CannotStart

ASK_EVERY_S = 0.5
EXPLAIN_AFTER_S = 30


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        host, port = env.text("HOST", "127.0.0.1"), env.integer("PORT", 8000, low=1, high=65535)
        lock = preflight.open_data_dir(settings.DATA_DIR)
        with lock:
            return start(host, port)
    except (CannotStart, ImproperlyConfigured) as error:
        say(str(error))
        return 2
    except KeyboardInterrupt:
        return 130


def start(host: str, port: int) -> int:
    preflight.port_is_free(host, port)
    if settings.REDIS_URL:
        preflight.redis_answers(settings.REDIS_URL)
    else:
        preflight.socket_path_fits(settings.BROKER_SOCKET)
    preflight.make_secret_key(settings.SECRET_KEY_FILE)
    known = read_accounts()
    prepare()
    report_sandbox()

    from config.run.services import all_services
    from config.run.supervisor import Supervisor

    site = Site(host, port, fresh_accounts=read_accounts()[len(known) :])
    return Supervisor(all_services(host, port)).run(site.ready, site.announce)


def prepare() -> None:
    say("Preparing database, static files and content …")
    command = [sys.executable, "manage.py", "prepare"]
    if settings.DEMO_ACCOUNTS:
        command.append("--demo-accounts")
    done = subprocess.run(command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for line in done.stdout.splitlines():
        say(line, "prepare")
    if done.returncode:
        raise CannotStart("The set-up failed; its own words are above.")


def report_sandbox() -> None:
    from grader.sandbox.doctor import can_sandbox

    able, reason = can_sandbox()
    if not able:
        say(f"No sandbox here: {reason} Lessons and quizzes work, exercises stay closed: python -m grader doctor")


def read_accounts() -> str:
    file: Path = settings.DEMO_ACCOUNTS_FILE
    return file.read_text() if file.is_file() else ""


class Site:
    """What the supervisor asks and says about the site as a whole."""

    def __init__(self, host: str, port: int, fresh_accounts: str) -> None:
        self.address = ("127.0.0.1" if host == "0.0.0.0" else "::1" if host == "::" else host, port)
        self.fresh_accounts = fresh_accounts
        self.asked_at = 0.0
        self.explain_at = time.monotonic() + EXPLAIN_AFTER_S

    def ready(self) -> bool:
        """Whether every part but the sandbox is well; without a sandbox the rest of the site still serves."""
        now = time.monotonic()
        if now - self.asked_at < ASK_EVERY_S:
            return False
        self.asked_at = now
        waiting = {part: state for part, state in self.health().items() if state != "ok" and part != "sandbox"}
        if waiting and now > self.explain_at:
            self.explain_at = now + EXPLAIN_AFTER_S
            say("Still waiting. " + "; ".join(f"{part}: {state}" for part, state in waiting.items()))
        return not waiting

    def health(self) -> dict[str, str]:
        connection = http.client.HTTPConnection(*self.address, timeout=5)
        try:
            connection.request("GET", "/healthz", headers={"Host": allowed_host()})
            return json.loads(connection.getresponse().read())
        except (OSError, http.client.HTTPException, ValueError):
            return {"web": "does not answer"}
        finally:
            connection.close()

    def announce(self) -> None:
        host, port = self.address
        say(f"Denoise is ready: http://{f'[{host}]' if ':' in host else host}:{port}/")
        if self.fresh_accounts:
            say("Demo accounts, shown this once (name, password, role):")
            for line in self.fresh_accounts.splitlines():
                say(f"    {line}")
        if settings.DEMO_ACCOUNTS_FILE.is_file():
            say(f"Their passwords are kept in {settings.DEMO_ACCOUNTS_FILE}")
        say("Ctrl-C stops it.")


def allowed_host() -> str:
    """A name under which the site answers: it refuses requests for any other."""
    first = settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS else "localhost"
    return "localhost" if first == "*" else first.lstrip(".")


if __name__ == "__main__":
    sys.exit(main())
