"""Which codes are asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_content.check.pages import pages
from ldn_content.check.selection import Selection, known

starts = st.sampled_from(sorted({code[:length] for code in pages() for length in (3, 4, 5, 6)}))
lists = st.lists(starts, max_size=4).map(tuple)
codes = st.sampled_from(sorted(pages()))


@given(codes)
def test_without_options_every_code_is_asked_for(code: str) -> None:
    assert Selection().takes(code)


@given(codes, lists, lists)
def test_the_longest_beginning_decides_and_ignore_where_they_are_the_same(
    code: str, select: tuple[str, ...], ignore: tuple[str, ...]
) -> None:
    ranked = [(len(start), False) for start in ignore] + [(len(start), True) for start in select]
    fitting = [item for item, start in zip(ranked, (*ignore, *select), strict=True) if code.startswith(start)]
    expected = min(fitting, key=lambda item: (-item[0], item[1]))[1] if fitting else not select
    assert Selection(select, ignore).takes(code) is expected


@given(codes, lists)
def test_a_code_that_is_named_is_asked_for_whatever_beginnings_are_ignored(code: str, ignore: tuple[str, ...]) -> None:
    assert Selection((code,), tuple(start for start in ignore if start != code)).takes(code)


@given(starts)
def test_case_and_spaces_do_not_matter(start: str) -> None:
    assert known(f" {start.lower()} ") == start


@pytest.mark.parametrize("text", ["", " ", "E501", "402", "LDN20x", "LDN2020", "LDN\n", "ldn\u0664"])
def test_what_no_code_begins_with_is_refused(text: str) -> None:
    if text == "LDN\n":  # white space around it does not matter
        assert known(text) == "LDN"
        return
    with pytest.raises(ValueError, match="no code is or begins with"):
        known(text)


def test_near_codes_are_named() -> None:
    with pytest.raises(ValueError, match=r"did you mean .*LDN402"):
        known("LDN4O2")
