"""Skeletons of new files: the shape of each kind, with a placeholder wherever its author has to write.

What has to be chosen from a list has the most careful choice, and the placeholder beside it asks for another look.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from ldn_content.versions import SCHEMA_VERSION

MARK: Final = "FILL IN:"
"""How a placeholder begins; in a web address, which takes no spaces, with hyphens for them."""
Data = dict[str, Any]


def skeleton(kind: str, name: str, month: str, title: str | None = None) -> Data:
    """Return the fields of a new file, in the order in which they are written.

    Args:
        kind: one of `SKELETONS`.
        name: the id.
        month: the month that it is, as YYYY-MM.
        title: the name that is shown; a placeholder without one.

    >>> skeleton("term", "washout", "2026-11", "Wash-out")["definition"]
    'FILL IN: what the word means, in everyday words; cite where a medical meaning was seen.'
    """
    head = {"kind": kind, "id": name, "title": _write("the name that is shown.") if title is None else title}
    return head | SKELETONS[kind](month)


def wanted(text: str) -> str | None:
    """Return what is to be written in place of a text, if it is a placeholder.

    >>> wanted("FILL IN: the name that is shown.")
    'the name that is shown.'
    >>> wanted("Fill in the form.")
    """
    words = text if " " in text else text.replace("-", " ")
    _, mark, rest = words.partition(MARK)
    return (rest.strip() or "what belongs here.") if mark else None


def _write(what: str) -> str:
    return f"{MARK} {what}"


def _pack(month: str) -> Data:
    return {
        "language": "en",
        "schema_version": SCHEMA_VERSION,
        "content_version": "1.0.0",
        "licence": _write("the SPDX expression of the licence of the content, such as CC-BY-4.0."),
        "attribution": _write("the line to show when the content is used: publisher and licence."),
        "publisher": _write("who publishes the content."),
        "funding": _write("who pays for the content; if nobody says so: Not stated."),
        "review": {"month": month, "clinical": "none"},
    }


def _condition(month: str) -> Data:
    headline = {
        "id": "no-study-found",
        "type": "gap",
        "short": _write(
            "one sentence that may stand alone. With nothing found to rate: We found no study of LDN in people with …"
        ),
        "outcome": _write("what was looked for, such as any effect in people with the condition."),
        "certainty": {"dose_class": "low", "start": "none", "none_because": "none-found", "downgrades": []},
        "as_of": month,
    }
    harm = {
        "id": "unwanted-events",
        "type": "gap",
        "short": _write("what was seen of harm. With nothing seen: We found no study that counted unwanted events in …"),
        "as_of": month,
    }
    what = _write("what the condition is, in everyday words.")
    return {"what_it_is": what, "headline": headline["id"], "claims": [headline, harm]}


def _topic(_: str) -> Data:
    claim = _practical(
        "main-point", "one sentence that may stand alone; for another type than practical, cite where it was seen."
    )
    return {"sections": [{"id": "overview", "title": _write("the heading of the first part."), "claims": [claim]}]}


def _question(_: str) -> Data:
    answer = "one sentence that may stand alone; or put the reference of a claim that says it in place of this object."
    return {"asked_as": [_write("another wording of the question; or remove it.")], "answer": [_practical("answer", answer)]}


def _practical(name: str, what: str) -> Data:
    return {"id": name, "type": "practical", "short": _write(what)}


def _caveat(_: str) -> Data:
    return {
        "severity": "precaution",
        "short": _write("the caution in one short sentence that may stand alone."),
        "plain": _write(
            "the caution for every reader, its short first. Mend severity and scope, too; cite where a warning was seen."
        ),
        "actions": [{"who": "patient", "text": _write("what to do: tell, ask, call or plan.")}],
        "scope": {"everything": True},
    }


def _claim_review(_: str) -> Data:
    return {
        "claim": _write("the claim in our own words, in its fairest form."),
        "met_at": _write("where it was met."),
        "verdict": "unsupported",
        "short": _write("the verdict in one sentence that may stand alone."),
        "plain": _write("the verdict for every reader, with what was found. Mend verdict, too, and cite what it stands on."),
        "would_change_it": _write("what would change the verdict."),
    }


def _term(_: str) -> Data:
    return {"definition": _write("what the word means, in everyday words; cite where a medical meaning was seen.")}


def _substance(_: str) -> Data:
    names = _write("another name that data sets use, or remove it. Mend drug_class, too.")
    return {"drug_class": "other-interaction", "names": [names]}


def _source(month: str) -> Data:
    statement = {
        "id": "main-point",
        "kind": "finding",
        "text": _write("what the source says, in our own words. Mend kind and dose_context, too."),
        "dose_context": "not-stated",
    }
    return {
        "type": "web-page",
        "dose_class": "unclear-or-not-applicable",
        "publisher": _write("who published it; or journal, in its place. Mend type and dose_class, too."),
        "url": f"https://example.invalid/{_write('the address that shows the source.').replace(' ', '-')}",
        "link_kind": "other",
        "statements": [statement],
        "limitations": [_write("what limits the source; or remove it. Mend checked, too: how deeply it was read.")],
        "checked": {"month": month, "depth": "unknown"},
    }


SKELETONS: Final[Mapping[str, Callable[[str], Data]]] = MappingProxyType(
    {
        "pack": _pack,
        "condition": _condition,
        "topic": _topic,
        "caveat": _caveat,
        "question": _question,
        "claim-review": _claim_review,
        "term": _term,
        "substance": _substance,
        "source": _source,
    }
)
"""What each kind of file has beside kind, id and title. A retired entry is no new one, and has none."""
