"""What an outline is made of: blocks of words, which every format writes in its way."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

Marks: TypeAlias = tuple[int, ...]
"""The numbers of the sources that a text stands on."""


class Paragraph(NamedTuple):
    """A text.

    Attributes:
        text: what it says.
        role: what it is to the card.
        marks: the numbers of its sources.
    """

    text: str
    role: str
    marks: Marks = ()


class Points(NamedTuple):
    """A list of texts."""

    points: tuple[Paragraph, ...]
    role: str


class MustRead(NamedTuple):
    """A caveat in one sentence.

    Attributes:
        caveat: its id.
        severity: how grave it is.
        label: the same in words.
        text: its short.
    """

    caveat: str
    severity: str
    label: str
    text: str


class ClaimText(NamedTuple):
    """A claim.

    Attributes:
        name: its id, or where it is held.
        text: what is said of it to the audience.
        marks: the numbers of its sources.
        notes: how sure it is and why, and from which entry it was taken.
    """

    name: str
    text: str
    marks: Marks
    notes: tuple[str, ...]


class Action(NamedTuple):
    """What somebody can do.

    Attributes:
        who: patient, professional or emergency.
        label: the same in words.
        text: what to do.
        number: the emergency number of the host.
    """

    who: str
    label: str
    text: str
    number: str | None


class Caution(NamedTuple):
    """A caveat with all that belongs to it."""

    caveat: str
    severity: str
    label: str
    title: str
    text: str
    marks: Marks
    actions: tuple[Action, ...]


class SourceLine(NamedTuple):
    """A source as it is cited.

    Attributes:
        number: its number on this card.
        text: who, what, where and when, and how much of it was read.
        address: where it is; none where the host shows no link of its kind.
        leads_to: what the reader is told of the link.
    """

    number: int
    text: str
    address: str | None
    leads_to: str | None


class More(NamedTuple):
    """What is not shown here, and where it is.

    Attributes:
        text: how much it is.
        reference: of the card that holds it.
        address: where the host shows that card.
        cautions: the caveats that are not shown.
        sources: all sources.
    """

    text: str
    reference: str
    address: str | None
    cautions: tuple[MustRead, ...] = ()
    sources: tuple[SourceLine, ...] = ()


class Elsewhere(NamedTuple):
    """Where the caveats are that the cards of a page share."""

    text: str


class Section(NamedTuple):
    """A part with a heading.

    Attributes:
        title: the heading.
        name: what it is called in an id.
        blocks: what is in it.
    """

    title: str
    name: str
    blocks: tuple[Block, ...]


Block: TypeAlias = "Paragraph | Points | MustRead | ClaimText | Action | Caution | SourceLine | More | Elsewhere | Section"


class Outline(NamedTuple):
    """What is shown of a card.

    Attributes:
        title: of the entry.
        blocks: in order.
    """

    title: str
    blocks: tuple[Block, ...]


class Line(NamedTuple):
    """What is shown of a card in one line.

    Attributes:
        short: the sentence that stands for it.
        must_read: the gravest caveats, unless the short says them.
        more: the way to the others.
    """

    short: str
    must_read: tuple[MustRead, ...]
    more: More
