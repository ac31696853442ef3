"""The site behind nginx, with the configuration that the documentation suggests, on a loopback port of its own."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

import site_links
from ldn_content.export import site
from ldn_content.export.addresses import under
from ldn_content.export.site import addresses
from ldn_content.library import Library

NGINX = os.environ.get("LDN_CONTENT_NGINX")
SUGGESTED = Path(__file__).parents[2] / "examples" / "nginx" / "site.conf"
AROUND = """\
daemon off;
master_process off;
pid {home}/nginx.pid;
error_log {home}/error.log;
events {{ }}
http {{
    types {{
        text/html html; text/css css; text/plain txt; application/javascript js; application/json json; image/svg+xml svg;
    }}
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {home}/body;
    proxy_temp_path {home}/proxy;
    fastcgi_temp_path {home}/fastcgi;
    uwsgi_temp_path {home}/uwsgi;
    scgi_temp_path {home}/scgi;
    include {home}/site.conf;
}}
"""
pytestmark = pytest.mark.skipif(not NGINX, reason="LDN_CONTENT_NGINX names no nginx")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nginx") / "site"
    site.write(Library.load(), folder)
    return folder


@pytest.fixture(scope="module")
def port(built: Path) -> Iterator[int]:
    """Start nginx, and stop it in the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    home = built.parent
    suggested = SUGGESTED.read_text(encoding="utf-8")
    assert "127.0.0.1:8080" in suggested
    assert "/srv/ldn/site" in suggested
    ours = suggested.replace("127.0.0.1:8080", f"127.0.0.1:{number}").replace("/srv/ldn/site", str(built))
    (home / "site.conf").write_text(ours, encoding="utf-8")
    (home / "nginx.conf").write_text(AROUND.format(home=home), encoding="utf-8")
    command = [str(NGINX), "-p", str(home), "-c", str(home / "nginx.conf")]
    with (home / "output.txt").open("wb") as output, subprocess.Popen(command, stdout=output, stderr=output) as process:
        try:
            _wait(number, process, home)
            yield number
        finally:
            process.terminate()
            process.wait(timeout=10)


def _wait(number: int, process: subprocess.Popen[bytes], home: Path) -> None:
    for _ in range(100):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", number)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    pytest.fail("nginx did not start: " + (home / "output.txt").read_text(encoding="utf-8"))


class Answer:
    """What the server said."""

    def __init__(self, given: http.client.HTTPResponse) -> None:
        self.status = given.status
        self.headers = given.headers
        self.body = given.read()


@pytest.fixture
def connection(port: int) -> Iterator[http.client.HTTPConnection]:
    made = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    yield made
    made.close()


def ask(connection: http.client.HTTPConnection, address: str, method: str = "GET", **headers: str) -> Answer:
    connection.request(method, address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    return Answer(connection.getresponse())


def card_address(built: Path) -> str:
    return "/" + next(path for path in (built / "v1" / "cards").iterdir()).relative_to(built).as_posix()


def test_every_file_is_served_byte_for_byte(connection: http.client.HTTPConnection, built: Path) -> None:
    for path in built.rglob("*"):
        if path.is_file():
            given = ask(connection, "/" + path.relative_to(built).as_posix())
            assert given.status == 200, path
            assert given.body == path.read_bytes(), path


def test_every_link_of_every_page_leads_to_something(connection: http.client.HTTPConnection, built: Path, port: int) -> None:
    wanted: dict[str, str] = {}
    for path in built.rglob("*.html"):
        here = f"http://127.0.0.1:{port}/{path.relative_to(built).as_posix()}"
        for link in site_links.read(path.read_bytes()).links:
            target = urldefrag(urljoin(here, link)).url
            if target.startswith(f"http://127.0.0.1:{port}/"):
                wanted.setdefault(urlsplit(target).path, here)
    assert len(wanted) > 700
    for address, here in wanted.items():
        assert ask(connection, address, "HEAD").status == 200, f"{here} leads to {address}"


def test_the_name_that_other_exports_give_an_entry_leads_to_its_page(
    connection: http.client.HTTPConnection, built: Path, port: int
) -> None:
    base = f"http://127.0.0.1:{port}"
    for reference in Library.load().entries:
        given = ask(connection, under(base, reference).removeprefix(base))
        assert given.body == (built / addresses.page(reference)).read_bytes(), reference


def test_a_file_that_never_changes_is_kept_for_a_year(connection: http.client.HTTPConnection, built: Path) -> None:
    given = ask(connection, card_address(built))
    assert given.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("address", ["/v1/conditions/fibromyalgia.json", "/v1/index.json", "/condition/fibromyalgia.html", "/"])
def test_any_other_is_asked_for_again_and_not_sent_again(connection: http.client.HTTPConnection, address: str) -> None:
    first = ask(connection, address)
    assert first.headers["Cache-Control"] == "public, max-age=300"
    again = ask(connection, address, If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert ask(connection, address, If_None_Match='"another"').status == 200


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/condition/fibromyalgia.html", "text/html; charset=utf-8"),
        ("/v1/conditions/fibromyalgia.json", "application/json; charset=utf-8"),
        ("/v1/ldn-content.d.ts", "text/plain; charset=utf-8"),
        ("/search.js", "application/javascript; charset=utf-8"),
        ("/site.css", "text/css; charset=utf-8"),
        ("/schema/1.0/card.schema.json", "application/json; charset=utf-8"),
    ],
)
def test_each_kind_of_file_says_what_it_is(connection: http.client.HTTPConnection, address: str, kind: str) -> None:
    given = ask(connection, address)
    assert (given.status, given.headers["Content-Type"]) == (200, kind)


def test_pages_allow_no_script_or_style_but_the_sites_own(connection: http.client.HTTPConnection) -> None:
    for address in ("/", "/search.html", "/no/such/page.html"):
        policy = ask(connection, address).headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'")
        assert "unsafe" not in policy


def test_the_api_may_be_read_by_scripts_of_other_sites_and_pages_may_not(connection: http.client.HTTPConnection) -> None:
    assert ask(connection, "/v1/index.json").headers["Access-Control-Allow-Origin"] == "*"
    assert ask(connection, "/index.html").headers["Access-Control-Allow-Origin"] is None


def test_what_is_not_there_is_not_kept_and_leads_to_the_lists(connection: http.client.HTTPConnection) -> None:
    given = ask(connection, "/conditions/no/such-thing.html")
    assert given.status == 404
    assert given.headers["Cache-Control"] is None
    links = [link for link in site_links.read(given.body).links if link.startswith("/")]
    assert "/conditions.html" in links
    for link in links:
        assert ask(connection, link, "HEAD").status == 200


def test_json_is_sent_compressed(connection: http.client.HTTPConnection, built: Path) -> None:
    plain = (built / addresses.INDEX).stat().st_size
    given = ask(connection, f"/{addresses.INDEX}", Accept_Encoding="gzip")
    assert given.headers["Content-Encoding"] == "gzip"
    assert len(given.body) < plain / 3
