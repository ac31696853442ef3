"""What a fragment says of itself, and how it is read: as a browser does, whatever a host does to the HTML around the words."""

from __future__ import annotations

import time
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ldn_content as ldn
import packs
from ldn_content import fragments
from ldn_content.fragments.markup import End, Start, Text, resolved, tokens
from ldn_content.fragments.page import Fragment, Marked, normalised, read
from ldn_content.model.card import Card

WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60)


def card() -> Card:
    return ldn.card("condition/fibromyalgia#pain")


def only(html: str) -> Fragment:
    (found,) = read(html).fragments
    return found


def root(inside: str, name: str = "section") -> str:
    return f'<{name} data-ldn-ref="a/b">{inside}</{name}>'


def marked(inside: str) -> Marked:
    (found,) = only(root(f'<div data-ldn-caveat="c">{inside}</div>')).caveats
    return found


# what the root carries


def test_the_root_says_what_the_card_is_of_and_what_it_was_made_from() -> None:
    given = fragments.attributes(card(), "compact", "clinical")
    assert given == {
        "lang": "en",
        "data-ldn-ref": "condition/fibromyalgia#pain",
        "data-ldn-content": f"ldn-content@{ldn.CONTENT_VERSION}",
        "data-ldn-schema": ldn.SCHEMA_VERSION,
        "data-ldn-digest": card().digest,
        "data-ldn-form": "compact",
        "data-ldn-audience": "clinical",
        "data-ldn-caveats": " ".join(caveat.id for caveat in card().caveats),
    }


def test_every_pack_of_the_card_is_named(tmp_path: Path) -> None:
    scope = {"entries": ["condition/sore-knee"]}
    library = packs.library(
        tmp_path, packs.small(), packs.overlay(packs.caveat("knee-ladders", scope=scope), content_version="2026.2")
    )
    assert fragments.attributes(library.card("condition/sore-knee"))["data-ldn-content"] == "small-pack@2026.1.0 top-pack@2026.2"


def test_the_digest_of_the_text_is_that_of_what_stands_inside() -> None:
    inside = "<p>Some words.</p>"
    assert fragments.attributes(card(), content=inside)["data-ldn-text"] == fragments.text_digest(inside)


def test_a_card_that_was_changed_gives_no_attributes() -> None:
    changed = card().model_copy(update={"short": "LDN cures fibromyalgia."})
    with pytest.raises(ldn.CorruptData, match="changed after it was made"):
        fragments.attributes(changed)


@pytest.mark.parametrize(("form", "audience"), [("huge", "plain"), ("line", "vets")])
def test_a_form_or_an_audience_that_does_not_exist_is_refused(form: str, audience: str) -> None:
    with pytest.raises(ValueError, match="there are"):
        fragments.attributes(card(), form, audience)


def test_attributes_are_read_back_as_they_were_written() -> None:
    given = {**fragments.attributes(card()), "title": """<"'&amp;>"""}
    assert only(f"<p {fragments.written(given)}>").start.attributes == given


def test_the_text_digest_wants_the_inside_only() -> None:
    with pytest.raises(ValueError, match="what stands inside"):
        fragments.text_digest(root("words"))


# what makes a difference to the text, and what does not


@given(WORDS)
def test_text_reads_back_from_html(words: str) -> None:
    assert only(root(escape(words))).shown.text == normalised(words)


@given(
    st.lists(WORDS, max_size=5),
    st.sampled_from(["<br>", "<!-- - -->", "</span><span class=x>", " ", "\n", "&nbsp;", "&shy;", "<wbr/>"]),
)
def test_what_stands_between_words_makes_no_difference(words: list[str], between: str) -> None:
    plain, dressed = ("".join(map(escape, words)), between.join(map(escape, words)))
    assert fragments.text_digest(dressed) == fragments.text_digest(plain)


@given(WORDS, WORDS)
def test_other_words_have_another_digest(one: str, other: str) -> None:
    same = normalised(one) == normalised(other)
    assert (fragments.text_digest(escape(one)) == fragments.text_digest(escape(other))) == same


@given(WORDS)
def test_normalising_twice_is_normalising_once(words: str) -> None:
    assert normalised(normalised(words)) == normalised(words)


@pytest.mark.parametrize(
    "same",
    [
        "<p>It isn&#8217;t 4&ndash;5&nbsp;mg.</p>",
        "<P CLASS='x y'>It isn’t\n\t<b>4</b>-<i>5</i> mg.</P>",
        "<div><font>It</font> <font>isn't</font> 4–5 mg.</div>",
        "<p>It isn't<script>track('</p>')</script> 4-5 mg.<style>p {color: red}</style><template>no</template>",
        "<p>It isn't 4-5 m<!-- > -->g.<?php echo 1 ?><!doctype html>",
        "<p>It isn't 4-5 mg.<span hidden>no</span><span aria-hidden='true'>✓</span>",
        "<p>It isn&#x0000000000000000000000000000000000000000000000027;t 4-5 mg.</p>",
    ],
)
def test_another_dress_is_the_same_text(same: str) -> None:
    assert fragments.text_digest(same) == fragments.text_digest("It isn't 4-5 mg.")


@pytest.mark.parametrize(
    "other", ["It is 4-5 mg.", "It isn't 45 mg.", "It isn't 4-6 mg.", "It isn't 4-5 mg", "Isn't it 4-5 mg.", ""]
)
def test_other_words_are_another_text(other: str) -> None:
    assert fragments.text_digest(other) != fragments.text_digest("It isn't 4-5 mg.")


@pytest.mark.parametrize("number", ["112", "(999)", '<a href="tel:+44 20">+44 20</a>', "111, 112/113"])
def test_the_emergency_number_of_a_host_makes_no_difference(number: str) -> None:
    assert fragments.text_digest(f"Call<span data-ldn-emergency> {number}</span> now.") == fragments.text_digest("Call now.")


def test_only_a_number_may_stand_in_for_the_emergency_number() -> None:
    assert fragments.text_digest("Do<b data-ldn-emergency> not</b> call.") != fragments.text_digest("Do call.")


# what is hidden

HIDING = [
    "<p hidden>{}</p>",
    "<div hidden=until-found><p>{}</p></div>",
    '<p style="color: red; DISPLAY : none">{}</p>',
    '<p style="visibility:hidden!important">{}</p>',
    '<p style="opacity: 0.0;">{}</p>',
    '<p style="font-size:0px">{}</p>',
    '<p aria-hidden="TRUE">{}</p>',
    "<template><p>{}</p></template>",
    "<noscript>{}</noscript>",
    "<dialog>{}</dialog>",
    "<div popover>{}</div>",
    "<div inert>{}</div>",
    "<del>{}</del>",
    "<s>{}</s>",
    "<video>{}</video>",
    "<select><option>{}</select>",
]


@pytest.mark.parametrize("wrapper", HIDING)
def test_what_is_hidden_is_held_and_not_shown(wrapper: str) -> None:
    shown = marked(wrapper.format("Ask.")).shown
    assert (shown.text, shown.unfolded, shown.held) == ("", "", "Ask.")


@pytest.mark.parametrize(
    "wrapper",
    [
        '<p style="display: block; opacity: 0.5; font-size: 0.9em">{}</p>',
        '<p aria-hidden="false">{}</p>',
        "<dialog open>{}</dialog>",
        "<details open>{}</details>",
        "<ins>{}</ins>",
        '<p class="hidden">{}</p>',
    ],
)
def test_what_is_not_hidden_is_shown(wrapper: str) -> None:
    shown = marked(wrapper.format("Ask.")).shown
    assert (shown.text, shown.unfolded) == ("Ask.", "Ask.")


def test_closed_details_fold_all_but_their_summary() -> None:
    shown = marked("<details><summary>Ask</summary> first.<p>Always.</p></details>").shown
    assert (shown.text, shown.unfolded) == ("Askfirst.Always.", "Ask")


def test_comments_scripts_and_raw_text_are_no_elements() -> None:
    for inside in (
        "<!-- <b data-ldn-caveat=c> -->",
        "<script><b data-ldn-caveat=c></script>",
        "<textarea><b data-ldn-caveat=c></textarea>",
    ):
        assert only(root(inside)).caveats == ()


def test_what_hides_the_whole_fragment_hides_nothing_of_it() -> None:
    found = only(f"<div hidden>{root('Ask.')}</div>")
    assert found.hidden
    assert found.shown.text == "Ask."


# where a fragment begins and ends


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li data-ldn-ref=a/b>Ask.<li>Other.</ul>",
        "<p data-ldn-ref=a/b>Ask.<div>Other.</div>",
        "<p data-ldn-ref=a/b>Ask.<p>Other.",
        "<dl><dt data-ldn-ref=a/b>Ask.<dd>Other.</dl>",
        "<table><tr><td data-ldn-ref=a/b><p>Ask.<td>Other.<tr><td>Other.</table>",
        "<SECTION DATA-LDN-REF=a/b>Ask.</SECTION >Other.",
        "<section data-ldn-ref=a/b><b>Ask.</section>Other.</b>",
        "<span data-ldn-ref=a/b><div><p>Ask.</div></span>Other.",
        "<section data-ldn-ref=a/b>Ask.</b></p></i></section>Other.",
        "<section data-ldn-ref=a/b><img><br/><input></br>Ask.</section>Other.",
        '<section data-ldn-ref=a/b><svg><path d="M0"/><style/></svg>Ask.</section>Other.',
        "<section data-ldn-ref=a/b title='</section>'>Ask.</section>Other.",
    ],
)
def test_a_fragment_ends_where_a_browser_ends_it(html: str) -> None:
    found = only(html)
    assert found.shown.text == "Ask."
    assert found.closed


@pytest.mark.parametrize(
    "html",
    ["<section data-ldn-ref=a/b>Ask.", "<div><section data-ldn-ref=a/b>Ask.</div>", "<b><section data-ldn-ref=a/b>Ask.</b>"],
)
def test_a_fragment_that_is_never_closed_is_told(html: str) -> None:
    assert not only(html).closed


def test_a_fragment_in_another_keeps_its_text_to_itself() -> None:
    outer, inner = read(root(f"Ask. {root('Tell.')} Wait.")).fragments
    assert (outer.nested, outer.shown.text) == (False, "Ask.Wait.")
    assert (inner.nested, inner.shown.text) == (True, "Tell.")


def test_in_xhtml_any_tag_may_close_itself() -> None:
    html = "<section data-ldn-ref='a/b'><div/><script src='x'/><![CDATA[1 < 2]]></section><p>Other.</p>"
    (found,) = read(html, xml=True).fragments
    assert (found.closed, found.shown.text) == (True, "1<2")


def test_the_first_of_two_attributes_counts_and_is_told() -> None:
    start = only("<p DATA-LDN-REF=a/b data-ldn-ref=c/d>").start
    assert start.attributes["data-ldn-ref"] == "a/b"
    assert start.twice == ("data-ldn-ref",)


def test_links_to_more_caveats_are_noted_unless_they_are_hidden() -> None:
    link = '<a data-ldn-more href="{}">More</a>'
    assert only(root(link.format("/all") + f"<p hidden>{link.format('/no')}</p>" + "<b data-ldn-more href=/b>")).ways == ("/all",)


# markup


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a < b & c", "a < b & c"),
        ("a <3 b", "a <3 b"),
        ("a<>b", "a<>b"),
        ("a</>b", "ab"),
        ("a</3>b", "ab"),
        ("a<!-->b", "ab"),
        ("a<!--->b", "ab"),
        ("a<!-- -- > --!>b", "ab"),
        ("a<!--", "a"),
        ("a<![CDATA[x]]>b", "ab"),
        ("<svg><![CDATA[x>]]></svg>b", "x>b"),
        ("a<b title='>", "a"),
        ("a<b title=''>b", "ab"),
        ("a<b/c=d/e>b", "ab"),
        ("a<", "a<"),
        ("a&#9999999999;b", "a\ufffdb"),
        ("<title>a</title>b", "b"),
        ("<script><!--</script>b", "b"),
        ("<SCRIPT>a</scripted></script >b", "b"),
    ],
)
def test_text_is_cut_as_a_browser_cuts_it(html: str, expected: str) -> None:
    assert "".join(token.text for token in tokens(html) if isinstance(token, Text)) == expected


def test_attributes_are_read_as_a_browser_reads_them() -> None:
    (start,) = tokens("<a HREF=x/ b = 'c\"' d=\"&lt;'\" e f=&amp; =g h=/>")
    assert isinstance(start, Start)
    assert start.attributes == {"href": "x/", "b": 'c"', "d": "<'", "e": "", "f": "&", "=g": "", "h": "/"}


def test_end_tags_are_in_small_letters() -> None:
    assert list(tokens("</Em class=x>")) == [End("em")]


@given(st.text(alphabet="<>/=!-?'\"&#;abps \n\x00", max_size=80))
def test_any_markup_is_read(html: str) -> None:
    found = read(root(html) + root("Tell."))
    assert all(fragment.shown.text in fragment.shown.held for fragment in found.fragments)


@pytest.mark.parametrize("digits", ["9" * 5000, "0" * 5000 + "65", "x" + "f" * 5000])
def test_no_character_reference_is_too_long(digits: str) -> None:
    assert len(resolved(f"&#{digits};")) == 1


HOSTILE = [
    "<a", "</a", "<!--", "<!", "<?", "<![", "<![CDATA[", "<a b='", '<a b="', "<a b ", "<a <", "<a =", "<", "&", "&#9", "<b>",
    "<i><b></i>", "<p>", "</p>", "<li>", "<td><p>", "<div><b></b></i></div>", "<script>", "<svg>", "<details>x",
    "<b data-ldn-caveat=c>x", "<section data-ldn-ref=a/b>x", "a\u0301\u0323", "\u0301\u0323",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_pages_take_no_more_time_than_their_length_asks_for(unit: str) -> None:
    html = root('<b data-ldn-caveat="c">' + unit * (300_000 // len(unit)))
    start = time.process_time()
    read(html)
    assert time.process_time() - start < 10  # about 1; where time grows with the square, minutes
