"""Chromium for tests: a new profile, no network. A page that asks for anything beyond its own files is told of."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest

CHROMIUM = os.environ.get("LDN_CONTENT_CHROMIUM")
MODULES = os.environ.get("LDN_CONTENT_NODE_MODULES")
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="LDN_CONTENT_CHROMIUM names no browser")
needs_axe = pytest.mark.skipif(not MODULES, reason="LDN_CONTENT_NODE_MODULES names no folder with axe-core")
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


@dataclass
class Seen:
    """What a page did beside showing itself.

    Attributes:
        requests: addresses that it asked for and did not get.
        dialogs: what it said in a box.
        errors: what it wrote to the console as an error or warning, and exceptions.
    """

    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def quiet(self) -> bool:
        """Whether it did nothing of that."""
        return not (self.requests or self.dialogs or self.errors)


class Browser:
    """A browser; each page has a profile of its own."""

    def __init__(self, chromium: Any) -> None:
        self._chromium = chromium

    @contextmanager
    def page(self, address: str | Path, *, width: int = 1280, height: int = 800, **context: Any) -> Iterator[tuple[Any, Seen]]:
        """Open a file, or an address on this machine, and yield the page and what it did."""
        seen = Seen()
        wanted = address.resolve().as_uri() if isinstance(address, Path) else address
        profile = self._chromium.new_context(viewport={"width": width, "height": height}, **context)
        profile.route("**/*", lambda route: _answer(route, seen))
        page = profile.new_page()
        page.on("dialog", lambda dialog: _dismiss(dialog, seen))
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.on("console", lambda said: seen.errors.extend([said.text] if said.type in {"error", "warning"} else []))
        page.on("popup", lambda popup: seen.requests.append(popup.url))
        try:
            page.goto(wanted)
            yield page, seen
        finally:
            profile.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium, and end it."""
    driver = pytest.importorskip("playwright.sync_api")
    with driver.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_QUIET))
        try:
            yield Browser(started)
        finally:
            started.close()


def violations(page: Any) -> list[tuple[str, list[str]]]:
    """Return what axe-core finds on a page: the rule, and the first elements that break it."""
    page.evaluate((Path(MODULES or "") / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    options = {"runOnly": list(AXE_TAGS), "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [(item["id"], [f"{node['html'][:150]}: {node['failureSummary']}" for node in item["nodes"][:3]]) for item in found]


def document(body: str, *, style: str = "", title: str = "Cards", head: str = "") -> str:
    """Return a host's page around fragments; the host has a heading and colours of its own for light and dark."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<title>{title}</title><link rel="icon" href="data:,">{head}<style>{HOST}{style}</style></head>\n'
        f"<body><main><h1>{title}</h1>\n{body}\n</main></body></html>\n"
    )


HOST = (
    ":root{color-scheme:light dark}body{margin:0 auto;padding:8px;max-width:60em;font:16px/1.4 sans-serif}"
    "h1{font-size:20px;margin:0 0 8px}"
)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine, and yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _dismiss(dialog: Any, seen: Seen) -> None:
    seen.dialogs.append(dialog.message)
    dialog.dismiss()


def _answer(route: Any, seen: Seen) -> None:
    address = urlsplit(route.request.url)
    if address.scheme in {"file", "data", "about"} or address.hostname in LOOPBACK:
        route.continue_()
    else:
        seen.requests.append(route.request.url)
        route.abort()
