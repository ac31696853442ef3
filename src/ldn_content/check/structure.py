"""Structure: what a model of one entry cannot state."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_content.check.rule import Context, Problem, Rule
from ldn_content.edits import Remove
from ldn_content.links import claim_paths
from ldn_content.model import AnyEntry, Caveat, ClaimReview
from ldn_content.scopes import Scopes

LINE_SHORT = 140
"""The longest `short` of a claim that leaves room for the gravest caveat in the line form."""


def _medicine_reached(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    if not isinstance(entry, Caveat) or not entry.medicines or entry.scope.everything:
        return
    scopes = Scopes([entry], context.entries)
    for index, name in enumerate(entry.medicines):
        substance = context.entries.get(f"substance/{name}")
        if substance is not None and entry not in scopes.required(substance):
            message = f"names {name!r}, and its scope does not reach substance/{name}: add that to scope.entries"
            yield Problem(("medicines", index), message)


def _one_name(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    names = [entry.title, *entry.aliases]
    for index, name in enumerate(entry.aliases):
        if name in names[: index + 1]:
            path = ("aliases", index)
            yield Problem(path, f"{name!r} is the title or an alias already: remove it", mended=(Remove(path),))


def _short_fits(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    for path, claim in claim_paths(entry):
        if len(claim.short) > LINE_SHORT:
            yield Problem(
                (*path, "short"), f"has {len(claim.short)} characters; the line form has room for {LINE_SHORT}", claim.id
            )
    if isinstance(entry, ClaimReview) and len(entry.short) > LINE_SHORT:
        yield Problem(("short",), f"has {len(entry.short)} characters; the line form has room for {LINE_SHORT}")


RULES = (
    Rule("LDN120", "error", "A caveat reaches the medicines that it names.", _medicine_reached),
    Rule("LDN121", "error", "No alias repeats the title or another alias.", _one_name),
    Rule("LDN122", "error", "A short leaves room for the gravest caveat in the line form.", _short_fits),
)
