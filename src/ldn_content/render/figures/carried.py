"""What travels with a picture: the hedge with its certainty, the must-read caveats, the way to the rest, sources, versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ldn_content.model import Caveat, Source
from ldn_content.model.card import Card
from ldn_content.model.content import SEVERITIES
from ldn_content.render import labels

if TYPE_CHECKING:
    from ldn_content.library import Library


class Caution(NamedTuple):
    """A must-read caveat.

    Attributes:
        severity: how grave it is.
        label: the same in words.
        short: its sentence.
        about: the conditions that it is about, where the picture shows others too.
    """

    severity: str
    label: str
    short: str
    about: tuple[str, ...] = ()

    def __str__(self) -> str:
        about = f" ({', '.join(self.about)})" if self.about else ""
        return f"{self.label}{about}: {self.short}"


class Cited(NamedTuple):
    """A source of a picture.

    Attributes:
        number: its number in the picture.
        source: the source.
    """

    number: int
    source: Source

    @property
    def line(self) -> str:
        """How it is cited, and how much of it was read."""
        return f"{self.source.short} {labels.DEPTHS[self.source.checked.depth]}."

    @property
    def leads_to(self) -> str:
        """What a reader is told of the link before its address; empty where there is nothing to tell."""
        told = labels.LINKS.get(self.source.link_kind)
        return f"{told}: " if told else ""


class Carried(NamedTuple):
    """What a picture carries, whatever it is shown in.

    Attributes:
        hedges: sentences that may stand alone, each with its certainty in words.
        cautions: the must-read caveats of every card that the picture is of, gravest first.
        way: how many other caveats and sources there are, or where.
        sources: what the picture shows, and what must be shown beside it.
        about: who has looked at it, the packs and the versions.
        card: the card that the picture is of, where it is of one before others.
    """

    hedges: tuple[str, ...]
    cautions: tuple[Caution, ...]
    way: str
    sources: tuple[Cited, ...]
    about: tuple[str, ...]
    card: Card | None

    @property
    def told(self) -> str:
        """The way as a sentence, with the reference of the card."""
        return f"{self.way}: {self.card.reference}." if self.card else f"{self.way}."


def carried(hedges: Iterable[str], cards: Sequence[Card], way: str | None, sources: Iterable[Cited] = ()) -> Carried:
    """Return what a picture carries that is of one or more cards.

    Args:
        hedges: the sentences that stand for it.
        cards: the cards; each of them with its must-read caveats.
        way: where the other caveats are; without it, on the first card.
        sources: what the picture shows.

    Raises:
        CorruptData: a card was changed after it was made.
    """
    for card in cards:
        card.verify()
    first = cards[0] if way is None else None
    told = _way(cards[0]) if way is None else way
    return Carried(tuple(hedges), tuple(_cautions(cards)), told, tuple(sources), tuple(_about(cards)), first)


def hedge(card: Card) -> str:
    """Return the sentence that stands for a card, with its certainty.

    >>> import ldn_content as ldn
    >>> hedge(ldn.card("condition/fibromyalgia")).endswith("Certainty: low. Further research is likely to change this.")
    True
    """
    level = card.evidence.level
    return card.short if level is None else f"{card.short} {labels.certainty(level)}."


def _way(card: Card) -> str:
    """Return how much more there is on a card."""
    rest = len(card.caveats) - len(card.must_read)
    return labels.more(rest, len(card.references))


def numbered(library: Library, sources: Iterable[Source]) -> tuple[Cited, ...]:
    """Return sources with those that must be shown beside them, numbered; each stands once."""
    todo = list(dict.fromkeys(source.id for source in sources))
    for name in todo:  # the list grows as it is read
        todo += [other for other in library.sources[name].shown_with if other not in todo]
    return tuple(Cited(number, library.sources[name]) for number, name in enumerate(todo, start=1))


def _cautions(cards: Sequence[Card]) -> Iterator[Caution]:
    titles: dict[Caveat, list[str]] = {}
    for card in cards:
        for caveat in card.must_read:
            titles.setdefault(caveat, []).append(card.title)
    for caveat in sorted(titles, key=lambda item: SEVERITIES.index(item.severity)):
        about = titles[caveat] if 2 * len(titles[caveat]) < len(cards) else ()
        yield Caution(caveat.severity, labels.severity(caveat.severity, "plain"), caveat.short, tuple(about))


def _about(cards: Sequence[Card]) -> Iterator[str]:
    first = cards[0]
    oldest = min((card.review for card in cards), key=lambda item: (item.clinical == "reviewed", item.month))
    yield labels.review(oldest)
    packs = {pack.id: pack for card in cards for pack in card.packs}
    for pack in packs.values():
        yield f"{pack.title} {pack.content_version}. {pack.attribution} ({pack.licence}). {labels.FUNDING}: {pack.funding}"
    versions = first.versions
    content = ", ".join(f"{pack.id} {pack.content_version}" for pack in packs.values())
    content = content if len(packs) > 1 else first.packs[0].content_version
    yield f"ldn-content {versions.package}, {labels.CONTENT} {content}, {labels.SCHEMA} {versions.schema_version}."


def people(library: Library, names: Iterable[str]) -> int:
    """Add up the people in the randomised trials among sources that are counted; each trial counts once."""
    trials = (library.sources[name] for name in set(names))
    studies = [item.study for item in trials if item.study and item.counting and item.counting.condition]
    return sum((study.analysed or 0) if study.randomised is None else study.randomised for study in studies)
