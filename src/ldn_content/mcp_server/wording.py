"""Answers as text: what is said, the cautions that go with it, then where it comes from. Nothing is left out or cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ldn_content.mcp_server.shapes import (
    AnyAnswer,
    Carried,
    Caution,
    CertaintyAnswer,
    CitationAnswer,
    EntryAnswer,
    MedicineAnswer,
    NamedCaution,
    Rating,
    SearchAnswer,
)
from ldn_content.render import labels


def to_text(answer: AnyAnswer) -> str:
    """Return an answer of a tool as text.

    >>> from ldn_content.builtin import LIBRARY
    >>> from ldn_content.mcp_server.answers import search
    >>> to_text(search(LIBRARY, "warfarin")).splitlines()[0]
    'Not listed here: warfarin. If it is a medicine, ask a pharmacist.'
    """
    match answer:
        case SearchAnswer():
            blocks = _search(answer)
        case EntryAnswer():
            blocks = iter((answer.text,))
        case MedicineAnswer():
            blocks = _medicine(answer)
        case CertaintyAnswer():
            blocks = _certainty(answer)
        case CitationAnswer():
            blocks = _citations(answer)
    return "\n\n".join((*blocks, *_origin(answer)))


def _search(answer: SearchAnswer) -> Iterator[str]:
    if answer.notice is not None:
        yield answer.notice
    for hit in answer.hits:
        sure = [f"{hit.certainty}."] if hit.certainty else []
        yield _lines([f"{hit.title} ({hit.reference})", hit.short, *_warnings(hit.must_read), *sure, _rest(hit), hit.review])
    if not answer.hits:
        yield _lines(_warnings(answer.must_read))


def _medicine(answer: MedicineAnswer) -> Iterator[str]:
    yield answer.notice
    yield _lines(_warnings(answer.must_read))
    if answer.medicines:
        found = (
            f"{item.title}: {item.drug_class} ({item.reference}; {_matched(item.matched_by, item.match)})"
            for item in answer.medicines
        )
        yield _lines(found)
    yield from (_lines(_named(caution)) for caution in answer.cautions)
    if answer.may_speak_of_it:
        yield _lines(["Cautions that may speak of it:", *_warnings(answer.may_speak_of_it)])


def _matched(by: str, match: str) -> str:
    return f"found by its {by}" if match == "exact" else f"found by its {by}, which is {match}"


def _named(caution: NamedCaution) -> Iterator[str]:
    yield f"{labels.severity(caution.severity, 'plain').upper()}: {caution.title} ({caution.reference})"
    yield caution.short
    yield from (f"- {action}" for action in caution.actions)


def _certainty(answer: CertaintyAnswer) -> Iterator[str]:
    yield _head(answer)
    if answer.notice is not None:
        yield answer.notice
    yield from (_lines(_rating(rating)) for rating in answer.ratings)


def _rating(rating: Rating) -> Iterator[str]:
    yield f"{rating.reference}: {rating.short}"
    yield f"{rating.in_words}."
    found = f" Found: {rating.finding}." if rating.finding else ""
    yield f"Outcome: {rating.outcome}. Dose: {rating.dose_class}.{found}"
    if rating.none_because is not None:
        yield rating.none_because
    if rating.start is not None:
        yield f"It starts from {rating.start}."
    yield from (f"- Lower by {item.levels}. {item.domain}: {item.reason}" for item in rating.reasons)
    if rating.rated_at != rating.reference:
        yield f"The rating is that of {rating.rated_at}."


def _citations(answer: CitationAnswer) -> Iterator[str]:
    yield _head(answer)
    if answer.notice is not None:
        yield answer.notice
    for used_in, title in (("text", labels.SOURCES), ("cautions", "Sources of its cautions only")):
        sources = [item for item in answer.sources if item.used_in == used_in]
        lines = (f"[{item.number}] {item.citation} {item.read}. {item.link} ({item.reference})" for item in sources)
        if sources:
            yield _lines([f"{title}:", *lines])
    if answer.more_sources:
        yield f"Sources of its cautions only: {answer.more_sources} more. Call cite with cautions to get them."


def _head(answer: CertaintyAnswer | CitationAnswer) -> str:
    return _lines([f"{answer.title} ({answer.reference})", answer.short, *_warnings(answer.must_read)])


def _warnings(cautions: Sequence[Caution]) -> Iterator[str]:
    yield from (f"! {labels.severity(caution.severity, 'plain').upper()}: {caution.short}" for caution in cautions)


def _rest(carried: Carried) -> str:
    plural = "" if carried.more_cautions == 1 else "s"
    return f"{carried.more_cautions} more caution{plural}, and the sources: {carried.more}."


def _origin(answer: AnyAnswer) -> Iterator[str]:
    """Yield the way to the rest, the review, the versions and who made it; of these, what the answer does not say already."""
    if isinstance(answer, EntryAnswer) and answer.form == "full":
        return
    rest = [] if isinstance(answer, SearchAnswer) and answer.hits else [_rest(answer)]
    yield _lines([*rest, f"{answer.review} {answer.versions}.", *answer.attribution])


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)
