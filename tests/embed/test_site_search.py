"""The search of the site, run by Node: it takes words as the library does, and finds what the library finds."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ldn_content.export.site import addresses
from ldn_content.export.site.api import shipped
from ldn_content.export.site.search_index import search_index, words_of
from ldn_content.library import Library

pytestmark = pytest.mark.skipif(
    not os.environ.get("LDN_CONTENT_NODE_MODULES"), reason="LDN_CONTENT_NODE_MODULES is not set, so there may be no Node"
)
CALL = """\
import { wordsOf, search, unknown } from "./search.mjs";
import { readFileSync } from "node:fs";
const { words, queries, index } = JSON.parse(readFileSync(0, "utf8"));
const found = queries.map((query) => search(index, query).map(({ page }) => page));
const strange = queries.map((query) => unknown(index, query));
process.stdout.write(JSON.stringify({ words: words.map(wordsOf), found, unknown: strange }));
"""
ODD = (
    "Sjögren’s (low-dose)",
    "Crohn's; ulcers",
    "naïve ＬＤＮ ß x² 4.5 mg",
    "a\u00adb co-codamol",
    "İstanbul ANALYSES",
    "--",
    "",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load()


@pytest.fixture(scope="module")
def index(library: Library) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(
        search_index({name: library.card(name) for name in library.entries}, addresses.page).model_dump_json()
    )
    return made


def run(folder: Path, index: dict[str, Any], words: list[str], queries: list[str]) -> dict[str, Any]:
    (folder / "search.mjs").write_bytes(shipped("site/search.js"))
    (folder / "call.mjs").write_text(CALL, encoding="utf-8")
    given = json.dumps({"words": words, "queries": queries, "index": index})
    command = ["node", "call.mjs"]
    made = subprocess.run(
        command, cwd=folder, input=given, capture_output=True, text=True, encoding="utf-8", check=True, timeout=60
    )
    answer: dict[str, Any] = json.loads(made.stdout)
    return answer


def test_it_takes_words_as_the_index_does(tmp_path: Path, index: dict[str, Any], library: Library) -> None:
    texts = [*ODD, *(text for entry in library.entries.values() for text in (entry.title, *entry.aliases, *entry.search_words))]
    assert run(tmp_path, index, texts, [])["words"] == [words_of(text) for text in texts]


def test_it_finds_what_the_library_finds(tmp_path: Path, index: dict[str, Any], library: Library) -> None:
    queries = [
        *(entry.title for entry in (*library.conditions.values(), *library.substances.values(), *library.terms.values())),
        *(wording for entry in library.questions.values() for wording in entry.asked_as),
    ]
    found = run(tmp_path, index, [], queries)["found"]
    first = [addresses.page(hits[0].reference) if (hits := library.search(query)) else None for query in queries]
    missed = [
        (query, wanted) for query, wanted, pages in zip(queries, first, found, strict=True) if wanted and wanted not in pages
    ]
    assert len(missed) < len(queries) / 20, missed


def test_a_misspelt_or_half_typed_name_is_found(tmp_path: Path, index: dict[str, Any]) -> None:
    queries = ["fibromialgia", "fibromyalg", "crohns", "tramadl"]
    found = run(tmp_path, index, [], queries)["found"]
    wanted = ["condition/fibromyalgia", "condition/fibromyalgia", "condition/crohns-disease", "substance/tramadol"]
    assert [f"{page}.html" in pages[:5] for page, pages in zip(wanted, found, strict=True)] == [True] * 4


def test_a_medicine_that_is_named_is_found_beside_what_is_not_listed(
    tmp_path: Path, index: dict[str, Any], library: Library
) -> None:
    medicines = [entry for entry in library.substances.values() if entry.id != "naltrexone"]  # a word that is everywhere
    answer = run(tmp_path, index, [], [f"{entry.title} flurbex wizzle" for entry in medicines])
    assert all(addresses.page(entry.reference) in pages for entry, pages in zip(medicines, answer["found"], strict=True))
    assert all(words == ["flurbex", "wizzle"] for words in answer["unknown"])
    assert run(tmp_path, index, [], ["can I take it with codiene"])["unknown"] == [[]]


def test_what_is_not_ours_finds_nothing(tmp_path: Path, index: dict[str, Any]) -> None:
    assert run(tmp_path, index, [], ["bitcoin mining", "xyzzy", "", "the", "<script>"])["found"] == [[], [], [], [], []]
