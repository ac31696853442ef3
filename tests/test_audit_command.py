"""`ldn-content audit`: which pages are read, as which text, and what is told of them."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import fragment_pages
import ldn_content as ldn
import packs
from ldn_content import fragments
from ldn_content.audit.pages import MAX_BYTES, Unreadable, files, text_of
from ldn_content.cli import CLEAN, FINDINGS, USAGE, main


def page(spoilt: str = "", form: str = "compact") -> str:
    """A page with a fragment, from which a text is taken out."""
    return fragment_pages.document(fragment_pages.fragment(ldn.card("condition/fibromyalgia#pain"), form).replace(spoilt, "", 1))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a site in it: two good pages, and one with a caveat less."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "index.html": "<h1>LDN</h1>",
        "a/pain.html": page(),
        "b/deep/Line.HTM": page(form="line"),
        "b/notes.txt": "<p",
    }.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "site"


def spoil(site: Path) -> None:
    (site / "a" / "pain.html").write_text(page("Ask before you combine them."), encoding="utf-8")


def give(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))


# what it prints


@pytest.mark.usefixtures("site")
def test_a_clean_site_is_summed_up_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "site"]) == CLEAN
    assert capsys.readouterr().out == "site: 3 pages, 2 fragments: 2 clean\n"


def test_a_caveat_that_was_changed_is_told_with_its_place(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(site)
    assert main(["audit", "site"]) == FINDINGS
    finding, count, total = capsys.readouterr().out.splitlines()
    assert count.split(maxsplit=2) == ["1", "LDN964", "The words of a caveat are those of the card."]
    assert finding.startswith("site/a/pain.html:6:1: LDN964 condition/fibromyalgia#pain has other words than the card")
    assert total == "site: 3 pages, 2 fragments: 1 clean, 1 stripped"


def test_findings_as_json_are_those_of_the_text(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(site)
    main(["audit", "site"])
    text = capsys.readouterr().out.splitlines()
    assert main(["audit", "site", "site/index.html", "--format", "json"]) == FINDINGS
    of_site, of_page = json.loads(capsys.readouterr().out)
    assert [str(ldn.Finding(**finding)) for finding in of_site["findings"]] == text[:-2]
    assert (of_site["place"], of_site["pages"], of_site["fragments"]) == ("site", 3, {"stripped": 1, "clean": 1})
    of_page.pop("report_version")
    assert of_page == {"place": "site/index.html", "pages": 1, "fragments": {}, "findings": []}


def test_findings_are_annotations_of_github(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(site)
    assert main(["audit", "site", "--format", "github"]) == FINDINGS
    annotation, *_, total = capsys.readouterr().out.splitlines()
    assert annotation.startswith("::error file=site/a/pain.html,line=6,col=1,title=LDN964::condition/fibromyalgia#pain has")
    assert total == "site: 3 pages, 2 fragments: 1 clean, 1 stripped"


def test_findings_are_results_of_sarif(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(site)
    assert main(["audit", "site", "no-such-file", "--format", "sarif"]) == USAGE
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    (result,) = run["results"]
    assert result["ruleId"] == "LDN964"
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "site/a/pain.html"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "LDN964"
    assert "no-such-file" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_names_of_pages_do_nothing_in_a_log(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "\n::error::x.html").write_text("<p data-ldn-ref>", encoding="utf-8")
    assert main(["audit", "site"]) == FINDINGS
    assert not any(line.startswith("::") for line in capsys.readouterr().out.splitlines())


def test_warnings_count_when_strict(site: Path) -> None:
    unsealed = fragments.attributes(ldn.card("term/placebo"), "line")
    content = fragment_pages.fragment(ldn.card("term/placebo"), "line").partition(">")[2].removesuffix("</section>")
    (site / "index.html").write_text(fragment_pages.rooted(unsealed, content), encoding="utf-8")
    assert main(["audit", "site"]) == CLEAN
    assert main(["audit", "--strict", "site"]) == FINDINGS


@pytest.mark.usefixtures("site")
def test_a_page_without_fragments_is_an_error_only_if_they_are_required(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "site/index.html"]) == CLEAN
    assert capsys.readouterr().out == "site/index.html: 1 page, 0 fragments\n"
    assert main(["audit", "--require-fragments", "site/index.html"]) == FINDINGS
    assert "site/index.html:1:1: LDN972 holds no fragment" in capsys.readouterr().out
    assert main(["audit", "--require-fragments", "site"]) == CLEAN


def test_a_pack_on_top_is_known_when_it_is_given(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stairs = packs.caveat("ask-about-stairs", scope={"entries": ["condition/fibromyalgia"]})
    packs.write(site.parent / "our-pack", packs.overlay(stairs))
    library = ldn.Library.load(packs=["our-pack"])
    (site / "index.html").write_text(fragment_pages.fragment(library.card("condition/fibromyalgia"), "compact"), encoding="utf-8")
    assert main(["audit", "site/index.html"]) == FINDINGS
    assert "LDN956" in capsys.readouterr().out
    assert main(["audit", "site/index.html", "--pack", "our-pack"]) == CLEAN


# what it reads


def test_standard_input_is_a_page(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    give(monkeypatch, page("Ask before you combine them.").encode())
    assert main(["audit", "-"]) == FINDINGS
    assert capsys.readouterr().out.splitlines()[-1] == "-: 1 page, 1 fragment: 1 stripped"


@pytest.mark.parametrize("missing", ["no-such-file", "site/no.html"])
@pytest.mark.usefixtures("site")
def test_a_path_that_is_not_there_is_told_and_the_others_are_read(missing: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", missing, "site"]) == USAGE
    printed = capsys.readouterr()
    assert missing in printed.err
    assert "2 clean" in printed.out


def test_a_path_is_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit"]) == USAGE
    assert "PATH" in capsys.readouterr().err


def test_pages_come_in_order_and_links_to_folders_are_not_followed(site: Path) -> None:
    (site / "b" / "deep" / "round").symlink_to(site)
    (site / "a" / "linked.html").symlink_to(site / "index.html")
    (site / "a" / "broken.html").symlink_to(site / "nowhere.html")
    (site / "a" / "folder.html").mkdir()
    (site / "x.xhtml").write_text("<p/>", encoding="utf-8")
    found = [Path(file).relative_to(site).as_posix() for file in files(str(site))]
    assert found == ["index.html", "x.xhtml", "a/linked.html", "a/pain.html", "b/deep/Line.HTM"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_what_is_no_regular_file_is_left_out_or_refused(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(site / "pipe.html")
    assert main(["audit", "site"]) == CLEAN
    assert main(["audit", "site/pipe.html"]) == USAGE
    assert "neither a file nor a folder" in capsys.readouterr().err


def test_xhtml_is_read_as_xml(site: Path) -> None:
    html = page().replace("</section>", '<div class="end"/></section>')
    (site / "a" / "pain.html").rename(site / "a" / "pain.xhtml")
    (site / "a" / "pain.xhtml").write_text(html.replace('<meta charset="utf-8">', '<script src="x"/>'), encoding="utf-8")
    assert main(["audit", "--require-fragments", "site/a"]) == CLEAN


# as which text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("é – “Ask”".encode(), "é – “Ask”"),
        (b"\xef\xbb\xbfAsk", "Ask"),
        (b"\xff\xfe" + "é".encode("utf-16-le"), "é"),
        (b"\xfe\xff" + "é".encode("utf-16-be"), "é"),
        (b'<meta charset="ISO-8859-1">\x93', '<meta charset="ISO-8859-1">“'),
        (b"<META content='text/html; charset=windows-1252'>\xe9", "<META content='text/html; charset=windows-1252'>é"),
        (b"<?xml version='1.0' encoding='koi8-r'?>\xc1", "<?xml version='1.0' encoding='koi8-r'?>а"),
        (b"<meta charset=shift_jis>\x82\xa0", "<meta charset=shift_jis>あ"),
        (b"<meta charset=utf-16le>\xc3\xa9", "<meta charset=utf-16le>é"),
        (b"\xef\xbb\xbf<meta charset=latin1>\xc3\xa9", "<meta charset=latin1>é"),
        (b" " * 5000 + b"<meta charset=latin1>\xc3\xa9", " " * 5000 + "<meta charset=latin1>é"),
        (b"\x00", "\x00"),
    ],
)
def test_a_page_is_decoded_as_it_says(raw: bytes, expected: str) -> None:
    assert text_of(raw) == expected


@pytest.mark.parametrize(
    ("raw", "hint"),
    [
        (b"Ask \xe9", "byte 4 is no utf-8"),
        (b"\xef\xbb\xbf\xe9", "byte 3 is no utf-8"),
        (b"<meta charset=klingon>", "declares the encoding 'klingon'"),
        (b"<meta charset=rot13>", "declares the encoding 'rot13'"),
        (b"<meta charset=unicode_escape>", "declares the encoding"),
        (b"<meta charset=utf-7>", "declares the encoding"),
        (b"<meta charset=idna>", "declares the encoding"),
        (b"<meta charset=euc-jp>\xff", "is no euc_jp"),
        (b" " * (MAX_BYTES + 1), "larger than 10,000,000 bytes"),
    ],
)
def test_a_page_that_cannot_be_decoded_is_refused(raw: bytes, hint: str) -> None:
    with pytest.raises(Unreadable, match=hint):
        text_of(raw)


def test_a_page_that_cannot_be_read_is_a_finding(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "a" / "pain.html").write_bytes(b"\x89PNG\r\n\x1a\n\xff")
    assert main(["audit", "site"]) == FINDINGS
    out = capsys.readouterr().out
    assert out.startswith("site/a/pain.html:1:1: LDN971 cannot be decoded")
    assert out.endswith("site: 3 pages, 1 fragment: 1 clean\n")


def test_hostile_pages_end_in_findings_or_nothing(site: Path) -> None:
    path = site / "index.html"
    for raw in (b"[" * 1_000_000, b"<a b='" * 100_000, b"<section data-ldn-ref=a/b>" * 20_000, bytes(range(256)) * 100, b""):
        path.write_bytes(raw)
        assert main(["audit", str(path)]) in {CLEAN, FINDINGS}
