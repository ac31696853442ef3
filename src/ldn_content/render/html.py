"""Outline → HTML: a fragment of semantic elements, without style or script, that says of itself what card it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple, Unpack

from ldn_content import fragments
from ldn_content.errors import InvalidOption
from ldn_content.fragments import contract
from ldn_content.fragments.page import EMERGENCY, is_composed, normalised
from ldn_content.render import blocks, outline
from ldn_content.render.markup import SafeHtml, html, joined, unescaped
from ldn_content.render.options import HTML, Choices, chosen

if TYPE_CHECKING:
    from ldn_content.model.card import Card
    from ldn_content.pages import Page
    from ldn_content.render.options import HtmlOptions

_EMERGENCY = re.compile(f"<span {EMERGENCY}>[^<]*</span>")
_TAG = re.compile("<[^>]*>")
"""A tag as this module writes it: escaped, so that no attribute holds a `>`."""


class Place(NamedTuple):
    """Where a block stands.

    Attributes:
        name: what every id of the card begins with.
        level: of a heading.
        prefix: what every id of the page begins with.
    """

    name: str
    level: int
    prefix: str

    def below(self) -> Place:
        """Return the place below a heading."""
        return self._replace(level=min(self.level + 1, 6))


def card_to_html(card: Card, form: str = "full", **options: Unpack[HtmlOptions]) -> SafeHtml:
    """Return a card as a fragment of HTML, with the attributes that an audit asks for.

    Raises:
        CorruptData: the card was changed after it was made.
        InvalidOption: no such form, an option is not what it may be, or a line has no address of the whole card to link to.
    """
    return _card(card, chosen((card,), form, options, HTML))


def page_to_html(page: Page, form: str = "full", **options: Unpack[HtmlOptions]) -> SafeHtml:
    """Return a page as HTML: each card, then the cautions that all share, once.

    Raises:
        CorruptData, InvalidOption: as `card_to_html`.
    """
    choices = chosen(page.cards, form, options, HTML)
    shared = outline.shared(page, choices) if form == "full" else None
    elsewhere = {item.id for item in page.shared} if shared else ()
    cards = [_card(card, choices, elsewhere) for card in page.cards]
    return joined(cards if shared is None else [*cards, _shared(shared, choices)], "\n")


def _card(card: Card, choices: Choices, elsewhere: Collection[str] = ()) -> SafeHtml:
    place = Place(id_of(choices.prefix, card.reference), choices.heading, choices.prefix)
    kind = card.entry.kind
    if choices.form == "line":
        inside = _line(card, choices)
        return html('<p class="ldn-card ldn-line ldn-{}" {}>{}</p>', kind, _attributes(card, choices, [inside]), inside)
    shown = outline.full(card, choices, elsewhere) if choices.form == "full" else outline.compact(card, choices)
    title = html('<h{0} class="ldn-title" id="{1}-title">{2}</h{0}>\n', place.level, place.name, shown.title)
    pieces = [title, *blocks_to_html(shown.blocks, place.below())]
    return html(
        '<article class="ldn-card ldn-{} ldn-{}" id="{}" aria-labelledby="{}-title" {}>\n{}</article>',
        choices.form, kind, place.name, place.name, _attributes(card, choices, pieces), joined(pieces),
    )  # fmt: skip


def _attributes(card: Card, choices: Choices, pieces: Iterable[SafeHtml]) -> SafeHtml:
    """Return the attributes of the root. The text is what is between the tags, which is quicker here than to read a page."""
    made = fragments.attributes(card, choices.form, choices.audience)  # verifies the card
    words = "".join([piece.words if isinstance(piece, _Known) else _words(piece) for piece in pieces])
    text = words if is_composed(words) else normalised(words)  # where pieces meet, characters may combine
    return SafeHtml(fragments.written({**made, contract.TEXT: contract.digest_of(text)}))


@lru_cache(maxsize=16384)  # most pieces stand on most cards
def _words(piece: SafeHtml) -> str:
    return normalised(unescaped(_TAG.sub("", _EMERGENCY.sub("", piece))))


def _shared(section: blocks.Section, choices: Choices) -> SafeHtml:
    name = f"{choices.prefix}-{section.name}"
    inside = joined(_headed(section, Place(name, choices.heading, choices.prefix)))
    return html('<section class="ldn-page-cautions" id="{}" data-ldn-shared>\n{}</section>', name, inside)


def _line(card: Card, choices: Choices) -> SafeHtml:
    said = outline.line(card, choices)
    if said.more.address is None:
        raise InvalidOption(
            f"a line of {card.reference} needs the address of the whole card (`more`): without it nothing leads there"
        )
    grave = [
        html('<span class="ldn-must-read ldn-{}" data-ldn-caveat="{}">{}</span>', item.severity, item.caveat, item.text)
        for item in said.must_read
    ]
    short = html('<span class="ldn-short">{}</span>', said.short)
    return joined([short, *grave, _link(said.more.text, said.more.address)], " ")


def _link(text: str, address: str) -> SafeHtml:
    return html('<a class="ldn-more" data-ldn-more href="{}">{}</a>', address, text)


def blocks_to_html(blocks: Iterable[blocks.Block], place: Place) -> Iterator[SafeHtml]:
    """Yield blocks, piece by piece; those that make a list stand in one."""
    for kind, alike in groupby(blocks, type):
        write = _WRITERS[kind]
        if kind in _LISTS:
            yield html('<{} class="{}">\n', *_LISTS[kind])
        for block in alike:
            yield from write(block, place)
        if kind in _LISTS:
            yield html("</{}>\n", _LISTS[kind][0])


def _paragraph(block: blocks.Paragraph, place: Place) -> Iterator[SafeHtml]:
    yield html('<p class="ldn-{}">{}{}</p>\n', block.role, block.text, _marks(block.marks, place))


def _points(block: blocks.Points, place: Place) -> Iterator[SafeHtml]:
    points = joined(html("<li>{}{}</li>\n", item.text, _marks(item.marks, place)) for item in block.points)
    yield html('<ul class="ldn-{}">\n{}</ul>\n', block.role, points)


def _must_read(block: blocks.MustRead, _: Place) -> Iterator[SafeHtml]:
    yield html(
        '<p class="ldn-must-read ldn-{}" data-ldn-caveat="{}"><strong class="ldn-severity">{}:</strong> {}</p>\n',
        *block[1::-1],
        *block[2:],
    )


def _claim(block: blocks.ClaimText, place: Place) -> Iterator[SafeHtml]:
    notes = joined(html('<p class="ldn-note-on-claim">{}</p>', note) for note in block.notes)
    text = html('<p class="ldn-text">{}{}</p>', block.text, _marks(block.marks, place))
    yield html('<li class="ldn-claim" id="{}-claim-{}">{}{}</li>\n', place.name, block.name, text, notes)


def _action(block: blocks.Action, _: Place) -> Iterator[SafeHtml]:
    number = html("<span data-ldn-emergency> ({})</span>", block.number) if block.number else ""
    yield html('<li class="ldn-action ldn-{}"><strong>{}{}:</strong> {}</li>\n', block.who, block.label, number, block.text)


def _caution(block: blocks.Caution, place: Place) -> Iterator[SafeHtml]:
    start, end = _caution_parts(block._replace(marks=()), place.level)
    yield start
    yield _marks(block.marks, place)
    yield end


@lru_cache(maxsize=1024)  # a caution stands on most cards, with other marks on each
def _caution_parts(block: blocks.Caution, level: int) -> tuple[SafeHtml, SafeHtml]:
    title = html(
        '<h{0} class="ldn-caution-title"><span class="ldn-severity">{1}:</span> {2}</h{0}>', level, block.label, block.title
    )
    start = html(
        '<div class="ldn-caution ldn-{}" data-ldn-caveat="{}">\n{}\n<p class="ldn-text">{}',
        block.severity, block.caveat, title, block.text,
    )  # fmt: skip
    return start, html("</p>\n{}</div>\n", joined(blocks_to_html(block.actions, Place("", level, ""))))


def _source(block: blocks.SourceLine, place: Place) -> Iterator[SafeHtml]:
    yield _known(html('<li id="{0}-source-{1}" value="{1}">', place.name, block.number), "")
    yield _cited(block.text, block.leads_to, block.address)


@lru_cache(maxsize=4096)  # most sources stand on most cards, under other numbers
def _cited(text: str, leads_to: str | None, address: str | None) -> SafeHtml:
    if address is None:
        return html("{}</li>\n", text)
    shown = address.removeprefix("https://").removeprefix("http://")
    kind = html(" {}:", leads_to) if leads_to else ""
    return html('{}{} <a rel="noopener noreferrer" href="{}">{}</a></li>\n', text, kind, address, shown)


def _more(block: blocks.More, place: Place) -> Iterator[SafeHtml]:
    if block.address is not None:
        yield html('<p class="ldn-more">{}</p>\n', _link(block.text, block.address))
        return
    yield html('<details class="ldn-more"><summary>{}</summary>\n', block.text)
    if block.cautions:
        yield html('<ul class="ldn-other-cautions">\n{}</ul>\n', joined(map(_other_caution, block.cautions)))
    yield from blocks_to_html(block.sources, place)
    yield html("</details>\n")


def _other_caution(block: blocks.MustRead) -> SafeHtml:
    return html(
        '<li class="ldn-{}" data-ldn-caveat="{}"><strong class="ldn-severity">{}:</strong> {}</li>\n',
        block.severity, block.caveat, block.label, block.text,
    )  # fmt: skip


def _elsewhere(block: blocks.Elsewhere, place: Place) -> Iterator[SafeHtml]:
    yield html('<p class="ldn-more">{}</p>\n', _link(block.text, f"#{place.prefix}-shared"))


def _section(block: blocks.Section, place: Place) -> Iterator[SafeHtml]:
    yield html('<section class="ldn-{}">\n', block.name)
    yield from _headed(block, place)
    yield html("</section>\n")


def _headed(block: blocks.Section, place: Place) -> Iterator[SafeHtml]:
    yield html('<h{0} class="ldn-heading" id="{1}-{2}">{3}</h{0}>\n', place.level, place.name, block.name, block.title)
    yield from blocks_to_html(block.blocks, place.below())


def _marks(marks: blocks.Marks, place: Place) -> SafeHtml:
    if not marks:
        return SafeHtml()
    start = html('<a href="#{}-source-', place.name)
    links = SafeHtml(", ".join([f'{start}{mark}">{mark}</a>' for mark in marks]))  # numbers need no escape, and there are many
    return _known(html('<sup class="ldn-marks">[{}]</sup>', links), f"[{','.join(map(str, marks))}]")


class _Known(SafeHtml):
    """HTML whose words are known already."""

    words: str


def _known(made: SafeHtml, words: str) -> SafeHtml:
    piece = _Known(made)
    piece.words = words
    return piece


def id_of(prefix: str, reference: str) -> str:
    """Return what every id of a card begins with."""
    return f"{prefix}-{reference.replace('/', '-').replace('#', '--')}"  # no id holds two hyphens together


_LISTS = {
    blocks.SourceLine: ("ol", "ldn-source-list"),
    blocks.ClaimText: ("ul", "ldn-claims"),
    blocks.Action: ("ul", "ldn-actions"),
}
_WRITERS: dict[type, Callable[[Any, Place], Iterator[SafeHtml]]] = {
    blocks.Paragraph: _paragraph,
    blocks.Points: _points,
    blocks.MustRead: _must_read,
    blocks.ClaimText: _claim,
    blocks.Action: _action,
    blocks.Caution: _caution,
    blocks.SourceLine: _source,
    blocks.More: _more,
    blocks.Elsewhere: _elsewhere,
    blocks.Section: _section,
}
