"""What stands in a reader's way on a page: axe-core's findings, and sideways scrolling."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()


def violations(page: Page) -> list[str]:
    """The page needs `bypass_csp`: axe is a script that it did not ask for."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run().then(result => result.violations)")
    told = [f"{page.url}: {rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]
    width, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return told + [f"{page.url} scrolls sideways: {width}"] * (width > window)
