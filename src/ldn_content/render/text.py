"""Card → plain text in 80 columns, for terminals, pharmacy screens and mail. Nothing is ever cut."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

from ldn_content.errors import FormTooLong
from ldn_content.model import (
    AnyEntry,
    Caveat,
    Certainty,
    Citation,
    Claim,
    ClaimReview,
    Condition,
    Retired,
    Source,
    Substance,
    Term,
    Topic,
)
from ldn_content.model.card import FORMS, Card, Reference
from ldn_content.model.source import citation_line
from ldn_content.render import labels

if TYPE_CHECKING:
    from ldn_content.pages import Page

WIDTH = 80
LINE = 300
"""The most characters of the line form."""


def card_to_text(card: Card, form: str = "full", *, audience: str = "plain") -> str:
    """Return a card as text in one of its forms, for one of two audiences.

    Raises:
        CorruptData: the card was changed after it was made.
        FormTooLong: the line form does not fit in 300 characters.
        ValueError: no such form or audience.
    """
    _known(form, audience)
    card.verify()
    if form == "line":
        return _line(card)
    return _join(_compact(card) if form == "compact" else _full(card, audience, ()))


def page_to_text(page: Page, form: str = "full", *, audience: str = "plain") -> str:
    """Return a page as text: each card, then the cautions that all share, once.

    Raises:
        CorruptData, FormTooLong, ValueError: as `card_to_text`.
    """
    _known(form, audience)
    if form != "full":
        gap = "\n" if form == "line" else "\n\n"
        return gap.join(card_to_text(card, form, audience=audience) for card in page.cards)
    shared = {item.id for item in page.shared}
    blocks = [_join(_full(card.verify(), audience, shared)) for card in page.cards]
    if shared:
        blocks.append(_join(_shared(page, audience)))
    return "\n\n\n".join(blocks)


def _shared(page: Page, audience: str) -> Iterator[str]:
    """Yield the shared cautions with sources of their own: a number means another source on each card."""
    first = page.cards[0]
    used = {item.part.partition("#")[0] for caveat in page.shared for item in caveat.citations}
    references = [item for item in first.references if item.source in used]
    yield from _heading(labels.SHARED_CAUTIONS, "=")
    yield from _caveats(page.shared, audience, _numbers(references))
    if references:
        yield from _heading(labels.SOURCES, "-")
        for reference in references:
            yield from _reference(reference)


def _known(form: str, audience: str) -> None:
    if form not in FORMS:
        raise ValueError(f"no form {form!r}: there are {', '.join(FORMS)}")
    if audience not in labels.AUDIENCES:
        raise ValueError(f"no audience {audience!r}: there are {', '.join(labels.AUDIENCES)}")


def _line(card: Card) -> str:
    said = _said(card)
    gravest = [item.short for item in card.must_read[:1] if item.short not in said]
    text = " ".join([said, *gravest, f"{labels.CAUTIONS}: {card.entry.reference}"])
    if len(text) > LINE:
        raise FormTooLong(f"the line of {card.reference} has {len(text)} characters, more than {LINE}: use the compact form")
    return text


def _said(card: Card) -> str:
    """Return what a short form says first: the short, and of a medicine what kind it is before it."""
    if not isinstance(card.entry, Substance):
        return card.short
    kind = f"{card.title}: {labels.CLASSES[card.entry.drug_class]}."
    return kind if card.short == card.title else f"{kind} {card.short}"


def _compact(card: Card) -> Iterator[str]:
    yield from _heading(card.title, "=")
    yield from _paragraph(_said(card))
    for caveat in card.must_read:
        yield from _paragraph(f"{labels.SEVERITIES[caveat.severity].upper()}: {caveat.short}", "! ")
    others = [claim.short for claim in card.claims if claim.short != card.short]
    if others:
        yield ""
        for short in others:
            yield from _paragraph(short, "- ", gap=False)
    yield from _certainty_line(card)
    rest = len(card.caveats) - len(card.must_read)
    yield from _paragraph(f"{labels.more(rest, len(card.references))}: ldn-content show {card.reference}")
    yield from _paragraph(f"{labels.review(card.review)} {_versions(card)}")


def _full(card: Card, audience: str, elsewhere: Collection[str]) -> Iterator[str]:
    numbers = _numbers(card.references)
    yield from _heading(card.title, "=")
    yield from _paragraph(_said(card))
    for caveat in card.must_read:
        yield from _paragraph(f"{labels.SEVERITIES[caveat.severity].upper()}: {caveat.short}", "! ")
    yield from _certainty_line(card)
    if card.claim is None:
        yield from _about(card.entry, audience, numbers)
    yield from _claims(card, audience, numbers)
    yield from _heading(labels.CAUTIONS, "-")
    yield from _caveats([item for item in card.caveats if item.id not in elsewhere], audience, numbers)
    if elsewhere:
        yield from _paragraph(f"{labels.SEE} {labels.SHARED_CAUTIONS}.")
    if card.references:
        yield from _heading(labels.SOURCES, "-")
        for reference in card.references:
            yield from _reference(reference)
    yield from _heading(labels.ABOUT, "-")
    yield from _paragraph(labels.review(card.review))
    for pack in card.packs:
        yield from _paragraph(f"{pack.title}. {pack.attribution} ({pack.licence}). {labels.FUNDING}: {pack.funding}")
    yield from _paragraph(f"{card.reference}, {_versions(card)}")
    yield from _paragraph(card.digest)


def _claims(card: Card, audience: str, numbers: dict[str, int]) -> Iterator[str]:
    """Yield the claims, under the headings of a topic, and say from where one was taken."""
    homes = {item.claim: f"{labels.FROM}: {item.title}" for item in card.quoted}
    headings: dict[int, str] = {}
    if isinstance(card.entry, Topic) and card.claim is None:
        place = 0
        for section in card.entry.sections:
            headings[place] = section.title
            place += len(section.claims)
    for index, claim in enumerate(card.claims):
        if index in headings:
            yield from _heading(headings[index], "-")
        yield from _claim(claim, audience, numbers)
        if claim in homes:
            yield from _paragraph(homes[claim], "  ", gap=False)


def _about(entry: AnyEntry, audience: str, numbers: dict[str, int]) -> Iterator[str]:
    """Yield what an entry says outside its claims."""
    if isinstance(entry, Condition):
        yield from _paragraph(entry.what_it_is)
    elif isinstance(entry, Caveat):
        yield from _paragraph(_for(audience, entry) + _marks(entry.citations, numbers))
        yield from _actions(entry)
    elif isinstance(entry, ClaimReview):
        yield from _paragraph(f"{labels.CLAIM}: {entry.claim} ({labels.MET_AT}: {entry.met_at})")
        yield from _paragraph(f"{labels.VERDICT}: {labels.VERDICTS[entry.verdict]}.")
        yield from _paragraph(_for(audience, entry) + _marks(entry.citations, numbers))
        yield from _paragraph(f"{labels.WOULD_CHANGE_IT}: {entry.would_change_it}")
    elif isinstance(entry, Term):
        yield from _paragraph(entry.definition + _marks(entry.citations, numbers))
    elif isinstance(entry, Substance):
        yield from _substance(entry, numbers)
    elif isinstance(entry, Source):
        yield from _source(entry)
    elif isinstance(entry, Retired):
        yield from _paragraph(f"{entry.why} {' '.join(entry.moved_to)}".strip())


def _substance(entry: Substance, numbers: dict[str, int]) -> Iterator[str]:
    for use in entry.uses:
        where = ", ".join(item for item in (use.dose, use.region) if item)
        yield from _paragraph(
            f"{use.indication}{f' ({where})' if where else ''}{_marks(use.citations, numbers)}", "- ", gap=False
        )
    if entry.codes:
        yield from _paragraph(f"{labels.CODES}: {', '.join(code.curie for code in entry.codes)}")


def _source(entry: Source) -> Iterator[str]:
    if entry.study:
        yield from _paragraph(f"{labels.POPULATION}: {entry.study.population}")
    for result in entry.results:
        values = "; ".join(f"{value.arm}: {value.reported}" for value in result.values)
        note = f" {result.note}" if result.note else ""
        yield from _paragraph(f"{result.name} ({labels.COMPARISONS[result.comparison]}). {values}{note}", "- ", gap=False)
    for statement in entry.statements:
        yield from _paragraph(statement.text, "- ", gap=False)
    for limit in entry.limitations:
        yield from _paragraph(f"{labels.LIMIT}: {limit}", "- ", gap=False)


def _claim(claim: Claim, audience: str, numbers: dict[str, int]) -> Iterator[str]:
    yield from _paragraph(_for(audience, claim) + _marks(claim.citations, numbers), "* ")
    if claim.certainty is not None:
        yield from _paragraph(f"{labels.certainty(claim.certainty.level)}. {_reasons(claim.certainty)}".strip(), "  ", gap=False)


def _reasons(certainty: Certainty) -> str:
    return " ".join(f"{labels.DOMAINS[item.domain]}: {item.reason}" for item in certainty.downgrades)


def _for(audience: str, item: Claim | Caveat | ClaimReview) -> str:
    return (item.clinical if audience == "clinical" else None) or item.plain or item.short


def _certainty_line(card: Card) -> Iterator[str]:
    evidence = card.evidence
    if evidence.level is None:
        return
    text = labels.certainty(evidence.level)
    if card.claim is None and isinstance(card.entry, Condition):  # the count is the condition's, not that of one outcome
        text = f"{text}. {labels.counted(evidence.group_trials, evidence.group_participants)}"
    yield from _paragraph(f"{text}.")


def _caveats(caveats: Iterable[Caveat], audience: str, numbers: dict[str, int]) -> Iterator[str]:
    for caveat in caveats:
        yield from _paragraph(f"{labels.SEVERITIES[caveat.severity].upper()}: {caveat.title}", "! ")
        start = "" if _begins(_for(audience, caveat), caveat.short) else f"{caveat.short} "
        marks = _marks(caveat.citations, numbers)
        yield from _paragraph(f"{start}{_for(audience, caveat)}{marks}", "  ", gap=False)
        yield from _actions(caveat)


def _begins(text: str, short: str) -> bool:
    """Tell whether a text opens with the first sentence of the short, the name of the drug spelled out or not."""
    first = short.partition(". ")[0].casefold()
    return text.casefold().replace("low-dose naltrexone (ldn)", "ldn").startswith(first)


def _actions(caveat: Caveat) -> Iterator[str]:
    for action in caveat.actions:
        yield from _paragraph(f"{labels.WHO[action.who]}: {action.text}", "  - ", gap=False)


def _numbers(references: Iterable[Reference]) -> dict[str, int]:
    return {reference.source: reference.number for reference in references}


def _marks(citations: Iterable[Citation], numbers: dict[str, int]) -> str:
    cited = sorted({numbers[name] for name in (item.part.partition("#")[0] for item in citations) if name in numbers})
    return f" [{', '.join(map(str, cited))}]" if cited else ""


def _reference(reference: Reference) -> Iterator[str]:
    where = reference.journal or reference.publisher
    line = citation_line(reference.authors, reference.title, where, reference.year)
    text = f"{line} {labels.DEPTHS[reference.depth]}. {reference.url}"
    yield from _paragraph(text, f"[{reference.number}] ", gap=False)


def _versions(card: Card) -> str:
    content = card.packs[0].content_version
    return f"ldn-content {card.versions.package}, {labels.CONTENT} {content}, {labels.SCHEMA} {card.versions.schema_version}."


def _heading(text: str, underline: str) -> Iterator[str]:
    lines = wrap(text, WIDTH) or [text]
    yield ""
    yield from lines
    yield underline * max(map(len, lines))


def _paragraph(text: str, start: str = "", *, gap: bool = True) -> Iterator[str]:
    """Wrap at spaces only, so that no address or word is broken; a line that begins a block hangs by its mark."""
    if gap:
        yield ""
    lines = wrap(
        text, WIDTH, initial_indent=start, subsequent_indent=" " * len(start), break_long_words=False, break_on_hyphens=False
    )
    yield from lines


def _join(lines: Iterable[str]) -> str:
    return "\n".join(lines).strip("\n")
