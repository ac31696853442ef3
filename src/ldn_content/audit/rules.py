"""What an audit looks for: codes that never change their meaning, each with how grave it is and what it says of a fragment."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

STATES = ("damaged", "unknown", "unjudged", "stripped", "altered", "stale", "incomplete", "clean")
"""What a fragment can be; one with several faults counts as the first of these."""


class AuditRule(NamedTuple):
    """A rule of embedded fragments.

    Attributes:
        code: `LDN` and three digits; for ever.
        severity: `error` or `warning`.
        state: what a fragment is that breaks it; empty where the rule is about a page.
        summary: what the rule asks for, in one sentence.
    """

    code: str
    severity: str
    state: str
    summary: str


_ALL = (
    AuditRule("LDN951", "error", "damaged", "A fragment has each attribute that it needs, once and well formed."),
    AuditRule("LDN952", "warning", "incomplete", "A fragment carries the digest of its text."),
    AuditRule("LDN953", "error", "damaged", "A fragment is closed, and stands in no other."),
    AuditRule("LDN954", "error", "unknown", "The reference of a fragment is in the library."),
    AuditRule("LDN955", "error", "unknown", "The reference of a fragment is not retired."),
    AuditRule("LDN956", "error", "unjudged", "Each pack that a fragment names is loaded."),
    AuditRule("LDN957", "warning", "unjudged", "A fragment is no newer than the library."),
    AuditRule("LDN958", "error", "unjudged", "A fragment is in the language of the library."),
    AuditRule("LDN959", "error", "damaged", "The digest of a fragment is that of the card in the versions that it names."),
    AuditRule("LDN960", "error", "stale", "A fragment is made from the card as it is now."),
    AuditRule("LDN961", "error", "stripped", "A fragment lists each caveat that its card requires."),
    AuditRule("LDN962", "error", "stripped", "Each caveat that the form shows is there."),
    AuditRule("LDN963", "error", "stripped", "No caveat is hidden."),
    AuditRule("LDN964", "error", "stripped", "The words of a caveat are those of the card."),
    AuditRule("LDN965", "error", "stripped", "A link leads to the caveats that a fragment does not show."),
    AuditRule("LDN966", "error", "altered", "What the card says stands in the fragment, word for word."),
    AuditRule("LDN967", "error", "altered", "The text of a fragment is the one that its digest was made of."),
    AuditRule("LDN971", "error", "", "A page can be read: it is decoded, and no larger than 10 MB."),
    AuditRule("LDN972", "error", "", "There is a fragment to judge."),
)
RULES: Mapping[str, AuditRule] = MappingProxyType({rule.code: rule for rule in _ALL})
"""Every rule of the audit, by code."""
