"""Identifiers: codes and numbers of the outer world that can be right, and ids of our own that can stay for ever."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote

from ldn_content.check.rule import Context, Problem, Rule
from ldn_content.links import claim_paths
from ldn_content.model import AnyEntry, Condition, Source, Substance, Topic
from ldn_content.model.base import FieldPath

_FORMS: Final[Mapping[str, tuple[str, str]]] = {
    "MONDO": (r"\d{7}", "seven digits"),
    "DOID": (r"\d{1,8}", "digits"),
    "MeSH": (r"[CD]\d{6}(?:\d{3})?", "D or C and six or nine digits"),
    "ICD-10-CM": (r"[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?", "a letter, a digit and a third sign, then a dot and up to four"),
    "ICD-11": (r"[0-9A-HJ-NP-X][A-HJ-NP-Z]\d[0-9A-HJ-NP-Z](?:\.[0-9A-HJ-NP-Z]{1,3})?|X[0-9A-HJ-NP-Z]{3,5}", "such as MG30.01"),
    "SNOMED-CT": (r"[1-9]\d{5,17}", "six to eighteen digits, the last of which checks the others"),
    "RxNorm": (r"[1-9]\d{0,7}", "up to eight digits"),
    "ATC": (r"[A-Z]\d\d[A-Z]{2}\d\d", "seven signs, such as N07BB04"),
    "UNII": (r"[0-9A-Z]{10}", "ten digits and capital letters"),
    "CAS": (r"[1-9]\d{1,6}-\d\d-\d", "three groups of digits, the last of which checks the others"),
    "ChEBI": (r"[1-9]\d{0,6}", "digits"),
    "DrugBank": (r"DB\d{5}", "DB and five digits"),
    "PubChem": (r"[1-9]\d{0,9}", "digits"),
    "Wikidata": (r"Q[1-9]\d*", "Q and digits"),
}
_CODE: Final = {system: re.compile(form) for system, (form, _) in _FORMS.items()}
# Numbers of trial registers: those that begin as one of a register have its form. Other registers are let be.
_TRIAL: Final = re.compile(r"NCT|ISRCTN|ACTRN|DRKS|UMIN|EudraCT|EUCTR|CTRI", re.IGNORECASE)
_TRIAL_FORM: Final = re.compile(
    r"NCT\d{8}|ISRCTN\d{8}|ACTRN\d{14}|DRKS\d{8}|UMIN\d{9}|(?:EudraCT:? ?|EUCTR ?)\d{4}-\d{6}-\d{2}(?:-[A-Z]{2,3})?"
    r"|CTRI/\d{4}/\d{2,3}/\d{6}"
)
_LINKS: Final[Mapping[str, re.Pattern[str]]] = {
    "doi": re.compile(r"https?://(?:dx\.)?doi\.org/(.+)"),
    "pubmed": re.compile(r"https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed)/(\d+)/?"),
    "pmc": re.compile(r"https?://(?:pmc\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pmc)/articles/(PMC\d+)/?"),
}
_FIELDS: Final[Mapping[str, str]] = {"doi": "doi", "pubmed": "pmid", "pmc": "pmcid"}
_REGISTER: Final = re.compile(r"https?://(?:www\.)?clinicaltrials\.gov/.*?(NCT\d{8}).*")
# Words of an id that age, or that a later change would make wrong.
_DRAFT: Final = re.compile(
    r"(?:^|-)(?:draft|wip|tmp|temp|copy|untitled|todo|placeholder|v\d+|version-\d+)(?:-|$)|-(?:new|old|latest)$"
)
_YEAR: Final = re.compile(r"(?:^|-)(?:19|20)\d\d(?:-|$)")
_VERDICT: Final = re.compile(
    r"(?:^|-)(?:(?:in)?effective|ineffectual|(?:un)?safe|(?:un)?proven|cures?|useless|promising)(?:-|$)"
    r"|(?:high|moderate|low)-certainty|(?:strong|weak|no)-evidence"
)
_POSITION: Final = re.compile(r"(?:(?:claim|section|part|item|result|statement|answer|finding|outcome|arm|group)-?)?\d+|[a-z]")


def _codes(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    for index, code in enumerate(entry.codes if isinstance(entry, Condition | Substance) else ()):
        path = ("codes", index, "code")
        if not _CODE[code.system].fullmatch(code.code):
            yield Problem(path, f"{code.code!r} is no {code.system} code: it would be {_FORMS[code.system][1]}")
        elif (code.system == "CAS" and not cas_checks(code.code)) or (
            code.system == "SNOMED-CT" and not snomed_checks(code.code)
        ):
            yield Problem(path, f"{code.code!r} does not fit its own check digit: copy it anew from {code.system}")


def cas_checks(number: str) -> bool:
    """Tell whether the last digit of a CAS number checks the others, each weighted by its place from the right.

    >>> cas_checks("16590-41-3"), cas_checks("16590-41-4")
    (True, False)
    """
    *digits, check = (int(sign) for sign in number if sign.isdigit())
    return sum(place * digit for place, digit in enumerate(reversed(digits), 1)) % 10 == check


def snomed_checks(number: str) -> bool:
    """Tell whether the last digit of a SNOMED CT identifier checks the others (Verhoeff's scheme).

    >>> snomed_checks("24700007"), snomed_checks("24700070")
    (True, False)
    """
    check = 0
    for place, sign in enumerate(reversed(number)):
        check = _turned(check, _permuted(int(sign), place))
    return check == 0


def _turned(first: int, second: int) -> int:
    """Return the product of two turns and flips of a pentagon: 0 to 4 are turns, 5 to 9 are flips."""
    turns = first % 5 + second % 5 if first < 5 else first % 5 - second % 5
    return turns % 5 + 5 * ((first >= 5) != (second >= 5))


def _permuted(digit: int, place: int) -> int:
    """Return the digit after as many permutations as its place says."""
    for _ in range(place % 8):
        digit = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)[digit]
    return digit


def _trial_numbers(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    for index, number in enumerate(entry.trial_ids if isinstance(entry, Source) else ()):
        if _TRIAL.match(number) and not _TRIAL_FORM.fullmatch(number):
            message = f"{number!r} has not the form of its register, such as NCT and eight digits: copy it anew from there"
            yield Problem(("trial_ids", index), message)


def _links(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    if not isinstance(entry, Source):
        return
    kind, number = next(((kind, found[1]) for kind, form in _LINKS.items() if (found := form.fullmatch(entry.url))), (None, ""))
    field = _FIELDS.get(kind or "", "")
    known: str = getattr(entry, field) or "missing" if field else ""
    if entry.link_kind != (kind or entry.link_kind) or (kind is None and entry.link_kind in _LINKS):
        message = f"says {entry.link_kind}, and {entry.url} leads {f'to {kind}' if kind else 'elsewhere'}: mend one of the two"
        yield Problem(("link_kind",), message)
    elif kind is not None and unquote(number).casefold() != known.casefold():
        yield Problem(("url",), f"leads to {number}, and the {field} is {known}: mend one of the two")
    found = _REGISTER.fullmatch(entry.url)
    if found and found[1] not in entry.trial_ids:
        yield Problem(("url",), f"leads to {found[1]}, which is not among trial_ids: mend one of the two")


def _one_code(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    for index, code in enumerate(entry.codes if isinstance(entry, Condition | Substance) else ()):
        others = context.index.exact_codes.get(code.curie, ()) if code.match == "exact" else ()
        if entry.reference in others:
            elsewhere = ", ".join(other for other in others if other != entry.reference)
            message = f"{code.curie} is said to mean exactly {elsewhere} too: it can mean one; say broad, narrow or close"
            yield Problem(("codes", index, "match"), message)


def _one_source(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    if not isinstance(entry, Source):
        return
    for name, value in (("doi", entry.doi), ("pmid", entry.pmid), ("pmcid", entry.pmcid)):
        others = context.index.identifiers.get((name, value.casefold()), ()) if value else ()
        if others:
            elsewhere = ", ".join(other for other in others if other != entry.id)
            message = f"{value} stands in {elsewhere} too: one publication is one source; make them one, or mend the number"
            yield Problem((name,), message)


def _ids(entry: AnyEntry) -> Iterator[tuple[FieldPath, str, str]]:
    """Yield the ids in an entry, with the claim that each is of."""
    yield ("id",), entry.id, ""
    yield from (((*path, "id"), claim.id, claim.id) for path, claim in claim_paths(entry))
    if isinstance(entry, Topic):
        yield from ((("sections", index, "id"), section.id, "") for index, section in enumerate(entry.sections))
    elif isinstance(entry, Source):
        yield from ((("results", index, "id"), part.id, "") for index, part in enumerate(entry.results))
        yield from ((("statements", index, "id"), part.id, "") for index, part in enumerate(entry.statements))


def _no_draft(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    if entry.kind in {"source", "retired"}:  # a source may be a copy, and a retired id is as it was
        return
    for path, name, claim in _ids(entry):
        if found := _DRAFT.search(name):
            message = f"{name!r} says {found[0].strip('-')!r}, which will not stay true: name what it is about"
            yield Problem(path, message, claim)


def _no_year(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    if entry.kind not in {"source", "retired"} and (found := _YEAR.search(entry.id)):
        yield Problem(("id",), f"{entry.id!r} holds the year {found[0].strip('-')}, and an id is for ever: name what it is about")


def _no_verdict(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    if entry.kind in {"question", "claim-review", "source", "retired"}:  # their ids say what others ask, claim or wrote
        return
    for path, name, claim in _ids(entry):
        if found := _VERDICT.search(name):
            message = (
                f"{name!r} says {found[0].strip('-')!r}, which new evidence may turn round: name the outcome, not the verdict"
            )
            yield Problem(path, message, claim)


def _no_position(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    for path, name, claim in _ids(entry):
        if _POSITION.fullmatch(name):
            message = f"{name!r} says where it stands, not what it is: what stands before it may go; name what it is about"
            yield Problem(path, message, claim)


RULES = (
    Rule("LDN123", "error", "A code has the form of its terminology.", _codes),
    Rule("LDN124", "error", "A trial number has the form of its register.", _trial_numbers),
    Rule("LDN125", "error", "The link of a source agrees with what it is said to be, and with its numbers.", _links),
    Rule("LDN126", "error", "An exact code means one entry.", _one_code),
    Rule("LDN128", "error", "A DOI, PMID or PMCID belongs to one source.", _one_source),
    Rule("LDN801", "warning", "No id holds a version or a word of drafts.", _no_draft),
    Rule("LDN802", "warning", "No id of an entry but a source holds a year.", _no_year),
    Rule("LDN803", "warning", "No id holds a verdict or a grade.", _no_verdict),
    Rule("LDN804", "warning", "No id says only where something stands.", _no_position),
)
