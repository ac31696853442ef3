"""`ldn-content diff`: where packs come from, how changes are reported, and which versions are refused."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ldn_content as ldn
import packs
from ldn_content.cli import CLEAN, FINDINGS, USAGE, main
from ldn_content.compare import compare
from ldn_content.compare.changelog import releases
from ldn_content.compare.places import Place, read_place
from ldn_content.compare.report import HEADINGS, Outcome, to_json, to_markdown, to_text
from ldn_content.compare.requirement import former_release, judge, semantic
from ldn_content.pack import built_in
from pack_edits import KNEE, OPIOIDS, TOPIC, TRIAL, Edit, add, both, drop, put, retire, side
from strategies import texts

HERE = Path(__file__).parent
Screen = pytest.CaptureFixture[str]
Files = packs.Files
NEXT = put("pack.json", "content_version")("2026.2.0")
WORDS = put(KNEE, "title")("Bad knee")
SAFETY = put(OPIOIDS, "severity")("warning")
TERM = {"kind": "term", "id": "knee", "title": "Knee", "definition": "A joint."}
CHANGES = """\
# Changelog

## [Unreleased]

## [0.3.0] - 2026-11-22

Schema 1.0, content 2026.2.0.

### Safety

- The caution on opioids is a warning now.

## [0.2.0] - 2026-10-01

Schema 1.0, content 2026.1.0.

### Safety

- A caution.
"""


def edited(*edits: Edit) -> Files:
    files = packs.small()
    both(*edits)(files)
    return files


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory to be in, with the small pack in `old` and a changelog."""
    monkeypatch.chdir(tmp_path)
    packs.write(tmp_path / "old", packs.small())
    (tmp_path / "CHANGELOG.md").write_text(CHANGES, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(here: Path, capsys: Screen) -> Callable[..., tuple[int, str, str]]:
    """Compare the small pack with an edited one, by the command line."""

    def with_edits(*edits: Edit, options: str = "", new: str = "new") -> tuple[int, str, str]:
        packs.write(here / new, edited(*edits))
        code = main(["diff", "old", new, *options.split()])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return with_edits


Run = Callable[..., tuple[int, str, str]]

# where packs come from


def outer(path: Path, inside: str, version: str | None) -> Path:
    """A directory that holds the small pack deep inside, as a wheel or an installation does."""
    packs.write(path / inside, packs.small())
    if version is not None:
        (path / "ldn_content-0.2.0.dist-info").mkdir()
        (path / "ldn_content-0.2.0.dist-info" / "METADATA").write_text(
            f"Metadata-Version: 2.4\nName: ldn-content\nVersion: {version}\n\nx"
        )
    return path


def as_zip(folder: Path, path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(folder).as_posix())
    return path


def test_a_pack_is_read_from_wherever_it_is(tmp_path: Path) -> None:
    installed = outer(tmp_path / "site-packages", "ldn_content/data/en", "0.2.0")
    places = [
        packs.write(tmp_path / "folder", packs.small()),
        packs.zipped(tmp_path / "pack.zip", packs.small()),
        packs.zipped(tmp_path / "inner.zip", packs.small(), folder="small/"),
        outer(tmp_path / "tree", "src/ldn_content/data/en", None),
        installed,
        as_zip(installed, tmp_path / "ldn_content-0.2.0-py3-none-any.whl"),
    ]
    found = [read_place(str(place)) for place in places]
    assert all(compare(found[0].side, place.side).changes == () for place in found)
    assert [place.package for place in found] == [None, None, None, None, "0.2.0", "0.2.0"]
    assert {place.schema_version for place in found} == {"1.0"}


def test_the_built_in_pack_has_a_name() -> None:
    place = read_place("built-in")
    assert (place.package, place.side.manifest.content_version) == (ldn.__version__, ldn.CONTENT_VERSION)
    assert compare(place.side, read_place(str(built_in("en"))).side).changes == ()


def test_damaged_metadata_name_no_release(tmp_path: Path) -> None:
    path = as_zip(outer(tmp_path / "wheel", "ldn_content/data/en", "0.2.0" * 99), tmp_path / "a.whl")
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"0.2.0" * 99, b"0.2.1" * 99))  # the checksum no longer fits
    assert read_place(str(path)).package is None


@pytest.mark.parametrize(
    "content", [b"", b"[" * 5_000_000, b"\x00\xff" * 999, b"PK\x03\x04 cut"], ids=["empty", "brackets", "binary", "cut"]
)
def test_what_is_no_pack_is_told(here: Path, capsys: Screen, content: bytes) -> None:
    (here / "thing.whl").write_bytes(content)
    assert main(["diff", "old", "thing.whl"]) == USAGE
    assert "thing.whl" in capsys.readouterr().err


@pytest.mark.parametrize("file", ["pack.json", KNEE])
@pytest.mark.parametrize("content", [b"", b"[" * 999_000, b"\x00\xff", b'{"kind": 5}', b"{}"])
def test_a_pack_with_faults_is_not_compared(here: Path, capsys: Screen, file: str, content: bytes) -> None:
    packs.write(here / "new", packs.small())
    (here / "new" / file).write_bytes(content)
    assert main(["diff", "old", "new"]) == USAGE
    errors = capsys.readouterr().err
    assert "error(s) in new:" in errors
    assert file in errors


def test_a_place_that_is_not_there_is_told(here: Path, capsys: Screen) -> None:
    assert main(["diff", "old", "nowhere"]) == USAGE
    assert "nowhere" in capsys.readouterr().err
    assert main(["diff", "old", str(here)]) == USAGE


def test_a_newer_schema_is_told(run: Run) -> None:
    code, _, errors = run(put("pack.json", "schema_version")("9.0"))
    assert (code, "9.0" in errors) == (USAGE, True)


# reports


def outcome(*edits: Edit) -> Outcome:
    old, new = side(packs.small()), side(edited(*edits))
    return Outcome(Place("old", old, "1.0", "0.2.0"), Place("new", new, "1.0"), compare(old, new))


def test_differences_are_no_fault(run: Run) -> None:
    assert run(WORDS, SAFETY)[0] == CLEAN


def test_text_shows_old_and_new(run: Run) -> None:
    assert run(WORDS, SAFETY, add("terms/knee.json", TERM))[1] == (
        "- old: content 2026.1.0, schema 1.0\n"
        "+ new: content 2026.1.0, schema 1.0\n\n"
        "Safety (1)\n"
        "  caveat/opioids severity changed. How grave the caution is changed.\n"
        "    - contraindication\n"
        "    + warning\n\n"
        "Wording (1)\n"
        "  condition/sore-knee title changed. The words changed.\n"
        "    - Sore knee\n"
        "    + Bad knee\n\n"
        "Added (1)\n"
        "  term/knee added. A word is explained that was not.\n"
        "    + A joint.\n\n"
        "3 change(s): 1 safety, 2 wording.\n"
    )


def test_nothing_is_said_to_have_changed(run: Run) -> None:
    assert run()[1].endswith("\nNothing changed.\n")


def test_many_cards_are_counted_and_the_first_are_named() -> None:
    report = to_text(outcome(put(OPIOIDS, "scope")({"kinds": ["topic"]})))
    assert "    - caveat/joints\n" in report
    assert re.search(r"    - and \d+ more \(all of them: --format json\)\n", report)


def test_json_has_a_stable_shape(run: Run) -> None:
    data = json.loads(run(SAFETY, options="--format json")[1])
    assert data == {
        "format": 1,
        "old": {"place": "old", "pack": "small-pack", "content_version": "2026.1.0", "schema_version": "1.0", "package": None},
        "new": {"place": "new", "pack": "small-pack", "content_version": "2026.1.0", "schema_version": "1.0", "package": None},
        "counts": {"safety": 1, "evidence": 0, "wording": 0, "metadata": 0},
        "changes": [
            {
                "area": "safety",
                "action": "changed",
                "reference": "caveat/opioids",
                "field": "severity",
                "old": "contraindication",
                "new": "warning",
                "why": "How grave the caution is changed.",
            }
        ],
        "requirement": None,
    }


def test_json_says_what_a_version_needs(run: Run) -> None:
    code, printed, _ = run(SAFETY, NEXT, options="--format json --require 0.2.1")
    required = json.loads(printed)["requirement"]
    assert code == FINDINGS
    assert (required["version"], required["former"], required["needed"], required["met"]) == ("0.2.1", "0.2.0", "minor", False)
    assert len(required["failures"]) == 2


def test_markdown_has_the_headings_in_order() -> None:
    harm = put(TRIAL, "results", 0, "p")("0.71")
    moved = (add("terms/knee.json", TERM), retire("terms/sham-knee.json", "term/dud"))
    shown = to_markdown(outcome(SAFETY, WORDS, NEXT, harm, *moved, put("retired/pretence.json", "moved_to")(["term/dud"])))
    assert tuple(re.findall("^## (.+)$", shown, re.MULTILINE)) == HEADINGS


HOSTILE = [
    "<script>alert(1)</script>",
    "](https://example.org) ![x](y)",
    "`` ` ``",
    "`",
    "# not a heading",
    "| a | b |",
    "@someone #1",
    "https://example.org",
    "&lt;b&gt; &amp;",
    "*a* _b_ ~~c~~ \\",
    "- [ ] task",
    "<!-- hidden",
    "x` <b>y</b> `z",
    "```",
    "$x$",
]


def outside_of_code(markdown: str) -> str:
    """What is left of Markdown without its code spans, by the rule of CommonMark: a run of ticks closes with an equal one."""
    return re.sub(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", "", markdown)


@given(st.one_of(texts(), st.sampled_from(HOSTILE), st.text("`<>[]()!#*_-|\\&@ ax", min_size=1).map(str.strip).filter(bool)))
def test_what_a_pack_says_stays_in_code_spans(words: str) -> None:
    shown = [to_markdown(outcome(put(KNEE, "title")(text))) for text in (words, "Another title")]
    rest = [outside_of_code(text) for text in shown]
    assert rest[0] == (rest[1] if words != "Sore knee" else rest[0])
    if words != "Sore knee":
        spans = [found[1] for found in re.findall(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", shown[0])]
        assert words in spans or f" {words} " in spans


@given(st.sampled_from(HOSTILE) | texts())
def test_markdown_renders_what_a_pack_says_as_text(words: str) -> None:
    markdown_it = pytest.importorskip("markdown_it", reason="it is in the test group")
    tokens = markdown_it.MarkdownIt("commonmark").enable("table").parse(to_markdown(outcome(put(KNEE, "title")(words))))
    inline = [token for block in tokens for token in block.children or [block]]
    assert {token.type for token in inline} <= {
        "paragraph_open",
        "paragraph_close",
        "inline",
        "heading_open",
        "heading_close",
        "text",
        "code_inline",
        "bullet_list_open",
        "bullet_list_close",
        "list_item_open",
        "list_item_close",
    }
    assert words == "Sore knee" or words in [token.content for token in inline if token.type == "code_inline"]


def test_a_name_with_control_characters_is_shown_on_one_line() -> None:
    old = side(packs.small())
    shown = Outcome(Place("a\n\x1b[31m# b", old, "1.0"), Place("new", old, "1.0"), compare(old, old))
    assert to_text(shown).splitlines()[0] == "- a\\n\\x1b[31m# b: content 2026.1.0, schema 1.0"
    assert json.loads(to_json(shown))["old"]["place"] == "a\n\x1b[31m# b"
    assert "\n#" not in to_markdown(shown)


# which versions are refused


def failures(run: Run, *edits: Edit, options: str = "--require 0.3.0") -> list[str]:
    code, printed, _ = run(*edits, options=options)
    found = re.findall("^  refused: (.+)$", printed, re.MULTILINE)
    assert code == (FINDINGS if found else CLEAN)
    return found


def test_a_version_that_fits_is_told(run: Run) -> None:
    code, printed, _ = run(SAFETY, NEXT, options="--require 0.3.0")
    assert (code, printed.splitlines()[-1]) == (CLEAN, "0.3.0 after 0.2.0: the change needs a minor step; it fits")


def test_words_alone_need_a_patch(run: Run, here: Path) -> None:
    (here / "CHANGELOG.md").write_text(CHANGES.replace("0.3.0", "0.2.1"))
    assert failures(run, WORDS, NEXT, options="--require 0.2.1") == []


def test_safety_needs_a_minor_step(run: Run, here: Path) -> None:
    (here / "CHANGELOG.md").write_text(CHANGES.replace("0.3.0", "0.2.1"))
    assert failures(run, SAFETY, NEXT, options="--require 0.2.1") == [
        "0.2.1 is a patch step, and 1 change(s) touch safety: release it as 0.3.0 or later"
    ]


def test_new_entries_need_a_minor_step(run: Run, here: Path) -> None:
    (here / "CHANGELOG.md").write_text(CHANGES.replace("0.3.0", "0.2.1"))
    assert failures(run, add("terms/knee.json", TERM), NEXT, options="--require 0.2.1") == [
        "0.2.1 is a patch step, and 1 entries are new: release it as 0.3.0 or later"
    ]


def test_safety_is_told_under_its_heading(run: Run, here: Path) -> None:
    for empty in ("### Safety\n\n- None.\n", "### Safety\n\n<!-- what to say -->\n", "### Content\n\n- Safety.\n"):
        (here / "CHANGELOG.md").write_text(CHANGES.replace("### Safety\n\n- The caution on opioids is a warning now.\n", empty))
        assert failures(run, SAFETY, NEXT) == [
            "1 change(s) touch safety, and the changelog of 0.3.0 has nothing below '### Safety': tell them there"
        ]


@pytest.mark.parametrize(
    ("edit", "what"),
    [
        (lambda files: files.pop("terms/sham-knee.json"), "term/sham-knee is gone, and ids are for ever"),
        (drop(KNEE, "claims", 1), "condition/sore-knee#pain-clinic is gone from condition/sore-knee"),
        (drop(TRIAL, "statements", 0), "source/knee-trial#dose is gone from source/knee-trial"),
        (drop(TRIAL, "limitations"), "source/knee-trial#limitations is gone from source/knee-trial"),
        (put(TOPIC, "sections", 0, "id")("in-studies"), "topic/knee-doses#section in-trials is gone from topic/knee-doses"),
        (lambda files: files.pop("retired/knee-gnome.json"), "term/knee-gnome was retired and has lost the record"),
    ],
    ids=["entry", "claim", "part", "limitations", "section", "record"],
)
def test_an_id_that_is_gone_is_refused_whatever_the_step(edit: Edit, what: str) -> None:
    old, new = side(packs.small()), side(edited(edit, NEXT))
    found = judge(compare(old, new), ("1.0", "1.0"), "9.0.0", "0.2.0", releases("## 9.0.0\n### Safety\n- x"))
    assert [failure.startswith(what) for failure in found.failures] == [True]


def test_a_retired_id_that_is_used_again_is_refused(run: Run) -> None:
    gnome = {**TERM, "id": "knee-gnome"}
    (failure,) = failures(run, lambda files: files.pop("retired/knee-gnome.json"), add("terms/knee-gnome.json", gnome), NEXT)
    assert failure.startswith("term/knee-gnome was retired and is in use again")


def test_entries_that_are_retired_may_go(run: Run) -> None:
    renamed = {**packs.small()["caveats/joints.json"], "id": "bones"}
    assert failures(run, retire("caveats/knee-hidden.json"), put(OPIOIDS, "stands_for")([]), NEXT) == []
    assert failures(run, add("caveats/bones.json", renamed), retire("caveats/joints.json", "caveat/bones"), NEXT) == []


def test_a_claim_that_the_new_home_lacks_is_refused(run: Run) -> None:
    found = failures(run, retire(KNEE, "condition/joint-pain"), lambda files: files.pop("retired/achy-knee.json"), NEXT)
    assert "condition/sore-knee#pain is gone from condition/joint-pain, and ids are for ever: put it back" in found


def test_changed_content_needs_a_greater_content_version(run: Run, here: Path) -> None:
    (here / "CHANGELOG.md").write_text(CHANGES.replace("2026.2.0", "2026.1.0"))
    assert failures(run, WORDS) == [
        "the content changed and content_version is still 2026.1.0: raise it in pack.json, or hosts take it for the same"
    ]
    assert failures(run) == []
    assert "content_version went back from 2026.1.0 to 2025.12.0: raise it in pack.json" in failures(
        run, put("pack.json", "content_version")("2025.12.0")
    )


@pytest.mark.parametrize("version", ["0.2.0", "0.1.9"])
def test_a_version_that_is_not_greater_is_refused(run: Run, version: str) -> None:
    found = failures(run, NEXT, options=f"--require {version} --from 0.2.0")
    assert f"{version} is not greater than 0.2.0, the release before: choose a greater version" in found


def test_a_version_that_the_changelog_lacks_is_refused(run: Run) -> None:
    assert failures(run, WORDS, NEXT, options="--require 0.4.0") == [
        "the changelog has no release 0.4.0: add a heading '## [0.4.0] - YYYY-MM-DD' with what changed"
    ]


def test_a_changelog_that_names_other_content_is_refused(run: Run) -> None:
    (failure,) = failures(run, WORDS, put("pack.json", "content_version")("2026.3.0"))
    assert failure == "the changelog says that 0.3.0 holds content 2026.2.0, pack.json says 2026.3.0: mend one of the two"


def test_a_former_release_that_is_not_known_is_refused(run: Run, here: Path) -> None:
    (here / "CHANGELOG.md").write_text(CHANGES.replace("2026.1.0", "2025.1.0"))
    (failure,) = failures(run, WORDS, NEXT)
    assert failure == (
        "the release that held content 2026.1.0 is not known: "
        'name it in the changelog ("content 2026.1.0"), or give --from VERSION'
    )
    assert failures(run, WORDS, NEXT, options="--require 0.3.0 --from 0.2.9") == []


def test_a_wheel_says_itself_which_release_it_is(here: Path, capsys: Screen) -> None:
    as_zip(outer(here / "wheel", "ldn_content/data/en", "0.2.7"), here / "old.whl")
    packs.write(here / "new", edited(WORDS, NEXT))
    assert main(["diff", "old.whl", "new", "--require", "0.3.0"]) == CLEAN
    assert "0.3.0 after 0.2.7" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("schemas", "version", "former", "fits"),
    [
        (("0.9", "1.0"), "0.2.1", "0.2.0", False),
        (("0.9", "1.0"), "0.3.0", "0.2.0", True),
        (("1.0", "2.0"), "1.3.0", "1.2.0", False),
        (("1.0", "2.0"), "2.0.0", "1.2.0", True),
        (("1.0", "1.1"), "1.2.1", "1.2.0", False),
        (("1.0", "1.1"), "1.3.0", "1.2.0", True),
        (("1.0", "1.0"), "1.2.1", "1.2.0", True),
        (("0.9", "1.0"), "1.0.0", "0.2.0", True),
        (("1.1", "1.0"), "2.0.0", "1.2.0", False),
    ],
)
def test_a_schema_asks_for_its_step(schemas: tuple[str, str], version: str, former: str, fits: bool) -> None:
    old, new = side(packs.small()), side(edited(NEXT))
    assert judge(compare(old, new), schemas, version, former, releases(f"## {version}")).met == fits


def test_a_major_step_is_a_minor_one_below_one() -> None:
    old, new = side(packs.small()), side(edited(NEXT))
    (failure,) = judge(compare(old, new), ("0.9", "1.0"), "0.2.1", "0.2.0", releases("## 0.2.1")).failures
    assert failure.endswith("release it as 0.3.0 or later (a major step, which is a minor one below 1.0)")
    required = judge(compare(old, new), ("0.9", "1.0"), "0.3.0", "0.2.0", releases("## 0.3.0"))
    shown = to_text(Outcome(Place("old", old, "0.9"), Place("new", new, "1.0"), compare(old, new), required))
    assert shown.endswith("\n0.3.0 after 0.2.0: the change needs a major step (below 1.0 a minor one); it fits")


@pytest.mark.parametrize(
    "options", ["--require 0.3", "--require v1.0.0", "--require 0.3.0 --from x", "--require 0.3.0 --from 00.1.0"]
)
def test_what_is_no_version_is_told(run: Run, options: str) -> None:
    code, _, errors = run(options=options)
    assert (code, "write three numbers" in errors) == (USAGE, True)


@pytest.mark.parametrize("content", [b"\xff", b"x" * 1_000_001], ids=["not UTF-8", "too large"])
def test_a_changelog_that_cannot_be_read_is_told(run: Run, here: Path, content: bytes) -> None:
    (here / "CHANGELOG.md").write_bytes(content)
    code, _, errors = run(options="--require 0.3.0")
    assert (code, "CHANGELOG.md" in errors) == (USAGE, True)
    code, _, errors = run(options="--require 0.3.0 --changelog nowhere.md")
    assert (code, "name yours with --changelog" in errors) == (USAGE, True)


def test_a_pack_of_an_older_schema_is_compared(capsys: Screen) -> None:
    archive = str(HERE / "archive" / "content-2026.11.1.zip")
    assert main(["diff", archive, archive, "--format", "json"]) == CLEAN
    data = json.loads(capsys.readouterr().out)
    assert (data["old"]["schema_version"], data["new"]["content_version"], data["changes"]) == ("0.9", "2026.11.1", [])


# changelogs


@pytest.mark.parametrize(
    "heading",
    [
        "## [0.3.0] - 2026-11-22",
        "## 0.3.0",
        "## v0.3.0 (2026-11-22)",
        "## [0.3.0](https://example.org/0.3.0) - 2026-11-22",
        "# 0.3.0",
        "### 0.3.0",
        "## Version 0.3.0",
        "## [0.3.0] - 2026-11-22 [YANKED]",
        "  ## **0.3.0** ##",
        "0.3.0\n-----",
        "0.3.0\n=====",
    ],
)
def test_a_release_is_known_by_its_heading(heading: str) -> None:
    level = "##" if heading.startswith("# ") or heading.endswith("=") else "####" if heading.startswith("### ") else "###"
    (found,) = releases(f"\ufeffAll changes.\n\n{heading}\n\nContent 2026.1.0.\n\n{level} Safety\n\n- More.\n")
    assert (found.version, found.contents, found.says("safety")) == ("0.3.0", ("2026.1.0",), True)


@pytest.mark.parametrize(
    "text",
    [
        "```\n## 0.3.0\n```",
        "<!--\n## 0.3.0\n-->",
        "    ## 0.3.0",
        "## 0.3",
        "##0.3.0",
        "####### 0.3.0",
        "## Notes on 0.3.0",
        "0.3.0",
        "",
    ],
)
def test_what_is_no_heading_is_no_release(text: str) -> None:
    assert releases(f"# Changelog\n\n{text}\n") == ()


def test_what_stands_below_belongs_to_its_release() -> None:
    first, second = releases(
        "## 0.3.0\n### Safety\n#### Opioids\n- One.\n### Added\n- Two.\n---\n## Notes\n### Fixed\n- x\n## 0.2.0\n### Fixed\n- y"
    )
    assert [first.says(name) for name in ("Safety", "Added", "Fixed", "Opioids")] == [True, True, False, True]
    assert (second.says("Safety"), second.says("Fixed")) == (False, True)


def test_the_former_release_is_the_newest_that_names_the_content() -> None:
    known = releases(
        "## 0.10.0\nContent 2026.1.0.\n## 0.9.0\nContent 2026.1.0.\n## 0.8.0\nContent 2026.1.0.1\n## soon\nContent 2026.1.0."
    )
    assert former_release(known, "2026.1.0", (0, 11, 0)) == "0.10.0"
    assert former_release(known, "2026.1.0", (0, 10, 0)) == "0.9.0"
    assert former_release(known, "2026.1", (0, 11, 0)) is None


@given(st.text("#-= `~<!->\n\\[]()v0.123 Safety*", max_size=80))
def test_any_text_is_a_changelog(text: str) -> None:
    for release in releases(text):
        assert release.version in text
        assert isinstance(release.says("Safety"), bool)


@given(st.tuples(*[st.integers(0, 10**8)] * 3))
def test_a_version_is_three_numbers(numbers: Any) -> None:
    assert semantic(".".join(map(str, numbers))) == numbers
    assert semantic(".".join(map(str, numbers[:2]))) is None
