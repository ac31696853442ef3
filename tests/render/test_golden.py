"""What cards look like stays as it is, unless somebody means to change it; and it is the same everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import golden
import pytest

from ldn_content.builtin import LIBRARY

PROGRAM = """
from hashlib import sha256
import ldn_content as ldn
cards = [ldn.card(entry) for entry in [*ldn.conditions.values()][:6] + [*ldn.topics.values()][:6]]
writers = [write for card in cards for write in (card.to_text, card.to_markdown, card.to_html)]
shown = [write(form, more="/x") for write in writers for form in ("full", "compact")]
page = ldn.page(cards)
shown += [page.to_text(), page.to_markdown(), page.to_html(), *(card.to_text(ascii=True) for card in cards)]
print(sha256("\\0".join(shown).encode()).hexdigest())
"""


def test_what_cards_look_like_is_what_was_meant() -> None:
    made = dict(golden.files())
    assert {path.name for path in golden.HERE.iterdir()} == set(made)
    for name, text in made.items():
        kept = (golden.HERE / name).read_text(encoding="utf-8").splitlines()
        changed = [line for line in text.splitlines() if line not in set(kept)]
        assert kept == text.splitlines(), f"{name}: {changed[:3]}; if it is meant: python tests/render/golden.py"


def test_the_golden_files_tell_a_change() -> None:
    before = next(text for _, text in golden.cards(LIBRARY, "txt", "line"))
    assert golden.digest(before) != golden.digest(before.replace("may", "will") + ".")


@pytest.mark.skipif("LDN_CONTENT_INSTALLED" in os.environ, reason="reads the source")
def test_locale_time_zone_and_hash_seed_change_nothing() -> None:
    seen = set[str]()
    for locale, zone, seed in (("C", "UTC", "0"), ("tr_TR.UTF-8", "Asia/Tokyo", "1"), ("de_DE.ISO-8859-1", "America/Lima", "77")):
        source = str(Path(__file__).parents[2] / "src")
        host = {
            "PATH": os.environ["PATH"],
            "LC_ALL": locale,
            "LANG": locale,
            "TZ": zone,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": source,
        }
        done = subprocess.run([sys.executable, "-c", PROGRAM], env=host, capture_output=True, text=True, check=True)
        seen.add(done.stdout)
    assert len(seen) == 1
