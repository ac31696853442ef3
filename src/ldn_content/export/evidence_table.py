"""The table of evidence: one row a result of a source, for those who analyse. CSV as in RFC 4180, UTF-8."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import TYPE_CHECKING

from ldn_content.errors import UnknownEntry
from ldn_content.links import cited, claim_in
from ldn_content.model import RANDOMISED, Arm, Claim, Condition, Result, Source, Study, Value
from ldn_content.model.card import must_read
from ldn_content.render import labels
from ldn_content.versions import SCHEMA_VERSION

if TYPE_CHECKING:
    from ldn_content.library import Library

COLUMNS = {
    "part": "The result as it is cited: `source#result`.",
    "source": "The id of the source.",
    "year": "When it was published, as seen.",
    "authors": "As seen, with semicolons between; may be short.",
    "title": "As seen.",
    "design": "What the source is: `rct-parallel`, `case-series` and so on.",
    "randomised": "`yes` where people were allocated by chance.",
    "dose_class": "The dose of naltrexone that the source is about; only `low` speaks for LDN.",
    "conditions": "The conditions that it is about, with spaces between.",
    "counted_under": "The condition under which a randomised trial is counted; empty where it is not counted.",
    "population": "Who was studied.",
    "people_randomised": "How many.",
    "people_analysed": "How many.",
    "duration_weeks": "Weeks of treatment.",
    "blinding": "Who did not know the allocation.",
    "dose_mg": "The daily dose in mg, where one number was seen.",
    "dose": "The dose as reported.",
    "arms": "Each group with its role, how many people and its dose, with ` | ` between.",
    "outcome": "The outcome or unwanted event.",
    "about": "`benefit` or `harm`.",
    "comparison": "`between-arms`, `pooled`, `within-arm` or `one-group`.",
    "comparison_means": "The same in words, which say where a result shows no effect.",
    "primary": "`yes` or `no`: whether it was the main outcome, where that was seen.",
    "values": "What each group had, as reported, with ` | ` between.",
    "measure": "What the estimate is: `MD`, `RR`, `percent-point difference` and so on.",
    "estimate": "The point estimate.",
    "low": "Lower end of the interval.",
    "high": "Upper end of the interval.",
    "level": "Level of the interval in per cent.",
    "ours": "`yes` where the estimate is our subtraction of two printed values.",
    "p": "The p value as printed.",
    "direction": "The arm with the better result; without a comparison group only improvement over time.",
    "note": "What a reader of the figures has to know.",
    "claims": "The claims, and other entries, that cite the result, with spaces between.",
    "stances": "What the result does to each of them, in the same order.",
    "certainties": "The certainty of each of them, in the same order; `not-rated` where there is none.",
    "depth": "What was read of the source.",
    "checked": "When it was read.",
    "limitations": "What limits the source, with ` | ` between.",
    "parent": "The main report, where this source is a secondary one: do not count its people again.",
    "trial_ids": "Numbers in trial registers, with spaces between.",
    "doi": "Digital object identifier.",
    "pmid": "PubMed number.",
    "url": "The link to show.",
    "must_read": "Ids of the caveats to show with whatever is made of this, with spaces between.",
    "caveats": "Ids of all caveats that apply, with spaces between.",
    "reviewed": "The month in which the record was last looked at.",
    "clinical_review": "`none`, or `reviewed` where a clinician has reviewed it.",
    "language": "The language of the text (BCP 47).",
    "licence": "SPDX expression of the content.",
    "content": "The pack and the version of its content.",
    "schema_version": "The schema that the table was made with.",
}
"""What each column holds, in their order."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?")
Cell = str | int | float | bool | None


def rows(library: Library, references: Iterable[str] | None = None) -> Iterator[dict[str, str]]:
    """Yield a row for each result, in the order of sources and of their results: the name of each column, and its cell as text.

    Args:
        library: what is exported.
        references: sources, and conditions with all sources that are about them or their groups' members; everything without it.

    Raises:
        UnknownEntry: there is no such entry, or it is neither a source nor a condition.

    >>> from ldn_content.builtin import LIBRARY
    >>> row = next(rows(LIBRARY, ["source/due-bruun-2024-fibromyalgia"]))
    >>> row["measure"], row["estimate"], row["low"], row["high"], row["comparison"], row["dose_class"]
    ('MD', '-0.34', '-0.95', '0.27', 'between-arms', 'low')
    """
    if isinstance(references, str):  # each letter would be taken for one
        raise TypeError("references are given as a list: rows(library, [reference])")
    wanted = library.sources.keys() if references is None else _selected(library, references)
    uses = _uses(library)
    return (
        {name: _text(cell) for name, cell in _row(library, source, result, uses.get(f"{source.id}#{result.id}", ())).items()}
        for source in library.sources.values()
        if source.id in wanted
        for result in source.results
    )


def to_csv(library: Library, references: Iterable[str] | None = None) -> str:
    r"""Return the table as CSV with a header, lines that end in CR LF, and no cell that a spreadsheet takes for a formula.

    A cell that begins with one of `= + - @` (or their wide forms) or with `'`, and is no number, gets a `'` before it.

    Args:
        library: as for `rows`.
        references: as for `rows`.

    Raises:
        UnknownEntry: as `rows`.

    >>> from ldn_content.builtin import LIBRARY
    >>> to_csv(LIBRARY, ["source/due-bruun-2024-fibromyalgia"]).splitlines()[0].split(",")[:3]
    ['part', 'source', 'year']
    """
    made = rows(library, references)
    text = StringIO(newline="")
    table = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    table.writeheader()
    table.writerows({name: _inert(cell) for name, cell in row.items()} for row in made)
    return text.getvalue()


def _selected(library: Library, references: Iterable[str]) -> frozenset[str]:
    """Return the ids of the sources that references mean."""
    found: set[str] = set()
    for reference in references:
        entry = library.entry(reference)
        if isinstance(entry, Source):
            found.add(entry.id)
        elif isinstance(entry, Condition):
            conditions = {entry.id, *(member.id for member in library.members(entry.id))}
            found |= {source.id for source in library.sources.values() if conditions & set(source.conditions)}
        else:
            raise UnknownEntry(f"{reference} has no results of its own: the table takes sources and conditions")
    return frozenset(found)


def _uses(library: Library) -> dict[str, list[tuple[str, str, str]]]:
    """Return by part what cites it: its reference, its stance and its certainty."""
    uses: dict[str, list[tuple[str, str, str]]] = {}
    for entry in library.entries.values():
        for block in cited(entry):
            name = f"{entry.reference}#{block.claim.id}" if block.claim else entry.reference
            level = _level(library, block.claim) if block.claim else None
            for citation in block.citations:
                uses.setdefault(citation.part, []).append((name, citation.stance, level or "not-rated"))
    return uses


def _level(library: Library, claim: Claim) -> str | None:
    rated = claim_in(library.entries, claim.same_as) if claim.same_as else claim
    return rated.certainty.level if rated and rated.certainty else None


def _row(library: Library, source: Source, result: Result, uses: Iterable[tuple[str, str, str]]) -> dict[str, Cell]:
    return {**_of_source(library, source), **_of_result(source, result), **_of_claims(uses)}


def _of_source(library: Library, source: Source) -> dict[str, Cell]:
    """Return the cells of a source in the order of the columns; those of its results are filled in later."""
    manifest = library.pack_of(source).manifest
    review = source.review or (manifest.review if manifest else None)
    caveats = library.required_caveats(source.reference)
    cells: dict[str, Cell] = dict.fromkeys(COLUMNS)
    cells.update(
        source=source.id,
        year=source.year,
        authors="; ".join(source.authors),
        title=source.title,
        design=source.type,
        randomised=source.type in RANDOMISED,
        dose_class=source.dose_class,
        conditions=" ".join(source.conditions),
        counted_under=source.counting.condition if source.counting else None,
        depth=source.checked.depth,
        checked=source.checked.month,
        limitations=" | ".join(source.limitations),
        parent=source.parent,
        trial_ids=" ".join(source.trial_ids),
        doi=source.doi,
        pmid=source.pmid,
        url=source.url,
        must_read=" ".join(caveat.id for caveat in must_read(caveats)),
        caveats=" ".join(caveat.id for caveat in caveats),
        reviewed=review.month if review else None,
        clinical_review=review.clinical if review else None,
        language=library.language,
        licence=manifest.licence if manifest else None,
        content=f"{manifest.id}@{manifest.content_version}" if manifest else None,
        schema_version=SCHEMA_VERSION,
    )
    return {**cells, **(_of_study(source.study) if source.study else {})}


def _of_study(study: Study) -> dict[str, Cell]:
    return {
        "population": study.population,
        "people_randomised": study.randomised,
        "people_analysed": study.analysed,
        "duration_weeks": study.duration_weeks,
        "blinding": study.blinding,
        "dose_mg": study.dose_mg,
        "dose": study.dose,
        "arms": " | ".join(map(_arm, study.arms)),
    }


def _of_result(source: Source, result: Result) -> dict[str, Cell]:
    effect = result.effect
    return {
        "part": f"{source.id}#{result.id}",
        "outcome": result.name,
        "about": result.about,
        "comparison": result.comparison,
        "comparison_means": labels.COMPARISONS[result.comparison],
        "primary": result.primary,
        "values": " | ".join(map(_value, result.values)),
        "measure": effect.measure if effect else None,
        "estimate": effect.estimate if effect else None,
        "low": effect.low if effect else None,
        "high": effect.high if effect else None,
        "level": effect.level if effect else None,
        "ours": effect.ours if effect else None,
        "p": result.p,
        "direction": result.direction,
        "note": result.note,
    }


def _of_claims(uses: Iterable[tuple[str, str, str]]) -> dict[str, Cell]:
    names, stances, levels = zip(*uses, strict=True) if uses else ((), (), ())
    return {"claims": " ".join(names), "stances": " ".join(stances), "certainties": " ".join(levels)}


def _arm(arm: Arm) -> str:
    """Return a group: `ldn (ldn): low-dose naltrexone, n = 49, 4.5 mg`."""
    many = (f"n = {arm.n}",) if arm.n is not None else ()
    return f"{arm.id} ({arm.role}): {', '.join((arm.what, *many, *((arm.dose,) if arm.dose else ())))}"


def _value(value: Value) -> str:
    return f"{value.arm} ({value.at}): {value.reported}"


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return "" if cell is None else str(cell)


def _inert(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell
