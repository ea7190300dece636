"""Screenshots of pages at phone and desk width, light and dark, for looking at what was built.

    python tools/shots.py --out /tmp/shots http://127.0.0.1:8000/ /lessons/ --user student --password secret

An address that starts with "/" belongs to the host of the first one. They go to <out>/<path>-<width>-<theme>.png.
"""

import argparse
import re
import sys
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
AXE = Path(__file__).resolve().parent.parent / "tests" / "e2e" / "vendor" / "axe.min.js"


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("urls", nargs="+")
    parser.add_argument("--out", type=Path, default=Path("/tmp/shots"))
    parser.add_argument("--widths", default="1280,390")
    parser.add_argument("--themes", default="light,dark")
    parser.add_argument("--user", help="sign in with this name first")
    parser.add_argument("--password", default="")
    parser.add_argument("--viewport-only", action="store_true", help="the first screenful instead of the whole page")
    parser.add_argument("--wait-ms", type=int, default=150, help="pause before the picture")
    parser.add_argument("--axe", action="store_true", help="also print axe-core's findings")
    return parser.parse_args()


def sign_in(page: Page, base: str, user: str, password: str) -> None:
    page.goto(urljoin(base, "/accounts/login/"))
    page.fill("input[name=login]", user)
    page.fill("input[name=password]", password)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_load_state("networkidle")
    if "/accounts/login/" in page.url:
        raise SystemExit(f"sign-in failed for {user}: {page.inner_text('main')[:300]}")


def file_name(url: str, width: int, theme: str) -> str:
    parts = urlsplit(url)
    slug = re.sub(r"[^a-z0-9]+", "-", f"{parts.path}-{parts.query}".lower()).strip("-") or "home"
    return f"{slug}-{width}-{theme}.png"


def report_overflow(page: Page, width: int) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        print(f"  scrolls sideways: {wide} px in a window of {width} px")


def report_axe(page: Page) -> None:
    page.evaluate(AXE.read_text())
    for finding in page.evaluate("axe.run().then(result => result.violations)"):
        targets = "; ".join(" ".join(map(str, node["target"])) for node in finding["nodes"][:4])
        print(f"  axe {finding['impact']}: {finding['id']}: {finding['help']} [{targets}]")


def shoot(browser: Browser, arguments: argparse.Namespace, urls: list[str], width: int, theme: str) -> None:
    # axe is evaluated in the page, which a strict CSP refuses to a script that the page did not ask for.
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme, bypass_csp=arguments.axe
    )
    page = context.new_page()
    page.on("pageerror", lambda error: print(f"  script error: {error}"))
    page.on("console", lambda message: message.type == "error" and print(f"  console: {message.text}"))
    if arguments.user:
        sign_in(page, urls[0], arguments.user, arguments.password)
    for url in urls:
        target = arguments.out / file_name(url, width, theme)
        response = page.goto(url, wait_until="networkidle")
        page.wait_for_timeout(arguments.wait_ms)
        page.screenshot(path=target, full_page=not arguments.viewport_only)
        print(f"{target}  {response.status if response else '-'}")
        report_overflow(page, width)
        if arguments.axe:
            report_axe(page)
    context.close()


def main() -> int:
    arguments = parse_arguments()
    arguments.out.mkdir(parents=True, exist_ok=True)
    urls = [urljoin(arguments.urls[0], url) for url in arguments.urls]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for width in map(int, arguments.widths.split(",")):
            for theme in arguments.themes.split(","):
                shoot(browser, arguments, urls, width, theme)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
