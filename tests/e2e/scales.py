"""What a page loads into an empty cache, headers included, as it comes over the wire."""

from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response

LIMIT = 150_000
# KaTeX and the fonts of its formulas are 110 KB by themselves, and a lesson brings italics, code, pictures and what
# moves as well: pages with formulas do NOT keep to LIMIT. This holds them where they are.
WITH_FORMULAS = 260_000
ROUND_MS, QUIET_ROUNDS, MOST_ROUNDS = 20, 3, 750  # a script that has come asks for more, if at all, at once
UNCOUNTED = "/vendor/editor."  # CodeMirror, which the exercise page alone has


class Scales:
    """Lies under one page and weighs each load of it anew; with `cold`, as if it were the first."""

    def __init__(self, page: Page, *, cold: bool) -> None:
        self.addresses: dict[str, str] = {}
        self.bytes: dict[str, int] = {}
        self.pending: set[str] = set()
        self.page = page
        network = page.context.new_cdp_session(page)
        network.on("Network.requestWillBeSent", self._note_request)
        network.on("Network.loadingFailed", lambda event: self.pending.discard(event["requestId"]))
        network.on("Network.responseReceived", self._note_address)
        network.on("Network.loadingFinished", self._note_bytes)
        network.send("Network.enable")
        network.send("Network.setCacheDisabled", {"cacheDisabled": cold})

    def load(self, path: str) -> Response:
        """Until nothing more comes: the browser's own "network idle" waits half a second on every page."""
        for noted in (self.addresses, self.bytes, self.pending):
            noted.clear()
        answer = self.page.goto(path)
        assert answer
        quiet = 0
        for _ in range(MOST_ROUNDS):
            self.page.wait_for_timeout(ROUND_MS)
            quiet = 0 if self.pending else quiet + 1
            if quiet == QUIET_ROUNDS:
                return answer
        raise AssertionError(f"{path} still waits for {sorted(self.pending)} after {MOST_ROUNDS * ROUND_MS} ms")

    @property
    def weights(self) -> dict[str, int]:
        found = {self.addresses[request]: size for request, size in self.bytes.items() if request in self.addresses}
        return {address: size for address, size in found.items() if UNCOUNTED not in address}

    def too_much(self) -> list[str]:
        """Says by how much, and what weighs most."""
        weights = self.weights
        limit = WITH_FORMULAS if any("katex.min" in address for address in weights) else LIMIT
        total = sum(weights.values())
        if total <= limit:
            return []
        heaviest = sorted(weights.items(), key=lambda item: item[1], reverse=True)[:8]
        listed = ", ".join(f"{PurePosixPath(urlsplit(address).path).name} {size}" for address, size in heaviest)
        return [f"loads {total} bytes of {limit}: {listed}"]

    def _note_request(self, event: dict[str, Any]) -> None:
        if event.get("type") != "Ping":  # a beacon of the page before, whose end nobody tells
            self.pending.add(event["requestId"])

    def _note_address(self, event: dict[str, Any]) -> None:
        self.addresses[event["requestId"]] = event["response"]["url"]

    def _note_bytes(self, event: dict[str, Any]) -> None:
        self.pending.discard(event["requestId"])
        self.bytes[event["requestId"]] = int(event["encodedDataLength"])
