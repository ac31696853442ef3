"""Balance and safety: benefit, harm and what is not known stand together, and what is grave says what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ldn_content.check.rule import Context, Problem, Rule
from ldn_content.model import AnyEntry, Caveat, Condition, Retired

_GRAVE: Final = frozenset({"contraindication", "warning"})
_ABOUT_HARM: Final = re.compile(r"(?:^|-)(?:harms?|unwanted|worse|worsening|adverse|side-effects?|safety|risks?)(?:-|$)")
_CALL: Final = re.compile(r"\b(?:call|ring|phone|dial)\b", re.IGNORECASE)
# A number to call: three digits, or a long row of them, that no unit follows.
_TELEPHONE: Final = re.compile(
    r"(?<![\w.,])(?:\+?\d[\d() -]{4,}\d|\d{3})(?![\d,.]*\d| ?(?:mg|mcg|micrograms?|milligrams?|m[lL]|%|hours?|days?|weeks?)\b)"
)


def _benefit(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    if not isinstance(entry, Condition):
        return
    if not any(claim.type == "effect" or (claim.type == "gap" and claim.certainty) for claim in entry.claims):
        yield Problem(("claims",), "says nothing on benefit: add an effect claim, or a gap with a certainty of none")


def _harm(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    if not isinstance(entry, Condition):
        return
    if not any(claim.type == "harm" or (claim.type == "gap" and _ABOUT_HARM.search(claim.id)) for claim in entry.claims):
        message = "says nothing on harm: add a harm claim, or a gap whose id says that it is about harm, such as unwanted-events"
        yield Problem(("claims",), message)


def _not_known(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    if isinstance(entry, Condition) and not any(claim.type == "gap" for claim in entry.claims):
        yield Problem(("claims",), "says nothing of what is not known: add a gap claim, with what was looked for and when")


def _opioids(entry: AnyEntry, context: Context) -> Iterator[Problem]:
    scopes = context.index.opioid_scopes
    if isinstance(entry, Retired) or scopes is None:
        return
    cautions = [caveat.reference for caveat in context.index.opioid_cautions]
    if not cautions:  # a fault of the pack: told once
        if entry is next(iter(context.entries.values())):
            message = (
                "there is no contraindication about opioids in the library: add a caveat whose medicines name one, "
                "with a scope of everything"
            )
            yield Problem(("id",), message)
    elif entry.reference not in cautions and not scopes.required(entry):
        message = f"its card does not carry the contraindication about opioids: widen the scope of {', '.join(cautions)}"
        yield Problem(("id",), message)


def _patient_acts(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    if isinstance(entry, Caveat) and entry.severity in _GRAVE and not any(action.who == "patient" for action in entry.actions):
        yield Problem(("actions",), f"a {entry.severity} says what the reader can do: add an action of a patient, such as to ask")


def _emergency(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    for index, action in enumerate(entry.actions if isinstance(entry, Caveat) else ()):
        path = ("actions", index, "text")
        if action.who == "emergency" and not _CALL.search(action.text):
            yield Problem(path, "an action in an emergency says to call: say whom, such as the emergency number where you are")
        if action.who == "emergency" and (found := _TELEPHONE.search(action.text)):
            message = f"names the number {found[0]!r}, which is another one elsewhere: say the emergency number where you are"
            yield Problem(path, message)


def _founded(entry: AnyEntry, _: Context) -> Iterator[Problem]:
    if isinstance(entry, Caveat) and entry.severity in _GRAVE and not entry.citations:
        yield Problem(("severity",), f"a {entry.severity} says where it was seen: add citations")


RULES = (
    Rule("LDN501", "error", "A condition tells of benefit, or that none was studied.", _benefit),
    Rule("LDN502", "error", "A condition tells of harm, or that none was counted.", _harm),
    Rule("LDN503", "error", "A condition tells what is not known.", _not_known),
    Rule("LDN504", "error", "Every card carries the contraindication about opioids.", _opioids),
    Rule("LDN505", "warning", "A contraindication or warning says what the reader can do.", _patient_acts),
    Rule("LDN506", "error", "An action in an emergency says to call, and names no number.", _emergency),
    Rule("LDN507", "error", "A contraindication or warning cites where it was seen.", _founded),
)
