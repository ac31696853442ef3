"""What a change touches: one table, in which the first row that fits decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from ldn_content.check.numbers import figures
from ldn_content.compare.fields import Difference, Json, Part
from ldn_content.model import FOLDERS

Area = Literal["safety", "evidence", "wording", "metadata"]
"""What a change touches, gravest first."""
AREAS: tuple[Area, ...] = get_args(Area)
_NO = re.compile(r"\b(?:not|never|no|nobody|none|nothing|neither|nor|cannot|without|unless|except)\b|n['’]t\b", re.IGNORECASE)
_EMERGENCY = re.compile(r"\b(?:emergency|ambulance|poison centre|crisis line)\b", re.IGNORECASE)
_DEED = re.compile(
    r"\b(?:start|stop|take|continue|change|raise|lower|reduce|double|skip|miss|switch|wait|hurry|urgent)\w*", re.IGNORECASE
)
_HARM_STATEMENTS = frozenset({"label", "exclusion", "advice"})


@dataclass(frozen=True, slots=True)
class Seen:
    """A change as the table sees it.

    Attributes:
        thing: what changed: `pack`, a kind of entry, `claim`, `result`, `statement`.
        difference: the field; one without a name is the thing itself.
        parts: the thing before and after; one of them where it came or went.
        quoted: types of the claims that a topic or question quotes, where the change is about one.
        live: the entries that the newer content has, where the change is about where an id leads.
    """

    thing: str
    difference: Difference
    parts: tuple[Part | None, Part | None]
    quoted: frozenset[str] = frozenset()
    live: frozenset[str] = frozenset()

    def either(self, field: str) -> frozenset[Json]:
        """Return the values of a field of the thing, before and after."""
        return frozenset(part.data.get(field) for part in self.parts if part is not None)


class Rule(NamedTuple):
    """A row of the table: what it fits, what that touches, and why."""

    area: Area
    things: str
    """What it is about, by spaces; `*` for all."""
    fields: str
    """Names of fields, by spaces, with all that is in them; `*` for all, `-` for the thing itself."""
    why: str
    """The reason, as the reports give it."""
    actions: str = "*"
    """What happened, by spaces."""
    when: str = ""
    """The name of a condition in `CONDITIONS`."""

    def fits(self, seen: Seen) -> bool:
        """Tell whether the row is about this change."""
        return (
            _names(self.things, seen.thing)
            and _names(self.actions, seen.difference.action)
            and self._holds(seen.difference.names or "-")
            and (not self.when or CONDITIONS[self.when].holds(seen))
        )

    def _holds(self, name: str) -> bool:
        return self.fields == "*" or any(f"{name}.".startswith(f"{field}.") for field in self.fields.split())


class Condition(NamedTuple):
    """What must hold beside the place of a change."""

    words: str
    holds: Callable[[Seen], bool]


def _names(wanted: str, name: str) -> bool:
    return wanted == "*" or name in wanted.split()


def _counted(text: Json, only: str = "") -> Counter[tuple[object, ...]]:
    """Return the figures of a text, or of a number with a unit, without their order."""
    found = figures(text) if isinstance(text, str) else ()
    return Counter((item.value, item.word, item.kind) for item in found if not only or item.kind in only.split())


def _figures_differ(seen: Seen) -> bool:
    return _counted(seen.difference.old) != _counted(seen.difference.new)


def _doses_differ(seen: Seen) -> bool:
    return _counted(seen.difference.old, "mg microgram") != _counted(seen.difference.new, "mg microgram")


def _in_milligrams(seen: Seen) -> bool:
    return any(_counted(f"1 {item.get('unit')}", "mg microgram") for item in seen.difference.items if item)


def _texts(seen: Seen) -> list[str]:
    return [text if isinstance(text, str) else "" for text in (seen.difference.old, seen.difference.new)]


def _words_differ(words: re.Pattern[str], seen: Seen) -> bool:
    old, new = (Counter(word.lower() for word in words.findall(text)) for text in _texts(seen))
    return old != new


def _turned(seen: Seen) -> bool:
    return _words_differ(_NO, seen)


def _instructs(seen: Seen) -> bool:
    names_emergency = any(map(_EMERGENCY.search, _texts(seen)))
    return "practical" in seen.either("type") and (names_emergency or _turned(seen) or _words_differ(_DEED, seen))


def _turns_away(seen: Seen) -> bool:
    return any(target in seen.live for target in seen.difference.old)


def _of_harm(seen: Seen) -> bool:
    return "harm" in seen.either("type") | seen.either("finding") | seen.either("about") | seen.quoted


def _of_label(seen: Seen) -> bool:
    return bool(seen.either("kind") & _HARM_STATEMENTS)


def _limit_differs(seen: Seen) -> bool:
    return _of_label(seen) and (_figures_differ(seen) or _turned(seen))


CONDITIONS: Mapping[str, Condition] = {
    "of harm": Condition("the claim, its finding or the result is about harm", _of_harm),
    "instruction": Condition(
        "the claim is practical, and it names an emergency number, or a word such as *not* or such as *stop* comes or goes",
        _instructs),
    "dose": Condition("a figure in mg or micrograms changes", _doses_differ),
    "in mg": Condition("the figure is in mg or micrograms", _in_milligrams),
    "with a dose": Condition("it names a dose", lambda seen: any(item and item.get("dose") for item in seen.difference.items)),
    "figures": Condition("a figure changes", _figures_differ),
    "turned": Condition("a word such as *not* or *never* comes or goes", _turned),
    "of a label": Condition("the statement is of a label, an exclusion or an advice", _of_label),
    "a label's limit": Condition("the same, and a figure or a word such as *not* comes or goes", _limit_differs),
    "was reviewed": Condition("a clinician had reviewed it", lambda seen: seen.difference.old == "reviewed"),
    "now empty": Condition("nothing is left to go on to",
                           lambda seen: seen.parts[1] is not None and not seen.parts[1].data.get("moved_to")),
    "turned away": Condition("what it led to is still there", _turns_away),
}  # fmt: skip
"""The conditions that rows of the table name."""

_S: Area = "safety"
_E: Area = "evidence"
_W: Area = "wording"
_M: Area = "metadata"
_GOES = "removed withdrawn"
RULES: tuple[Rule, ...] = (
    # the thing itself
    Rule(_S, "caveat", "-", "A caution is new: whoever holds the older content does not show it.", "added"),
    Rule(_S, "caveat", "-", "A caution was taken apart: whoever shows it has to choose.", "split"),
    Rule(_S, "claim", "-", "A harm is told that was not told before.", "added", "of harm"),
    Rule(_S, "result", "-", "A harm that was counted is counted no more.", _GOES, "of harm"),
    Rule(_S, "claim", "-", "What a host may still show was taken back.", _GOES),
    Rule(_M, "retired", "-", "Where an id went is written down, or was written otherwise.", "added removed"),
    Rule(_S, " ".join(kind for kind in FOLDERS if kind != "retired"), "-", "What a host may still show was taken back.", _GOES),
    Rule(_M, "*", "-", "The same stands under another id, and what changed in it is told by itself.", "moved split"),
    Rule(_W, "term", "-", "A word is explained that was not."),
    Rule(_E, "*", "-", "There is more, or less, that is known."),
    # what a card carries
    Rule(_S, "caveat", "cards", "Which cards carry the caution changed."),
    Rule(_S, "caveat", "compact line", "Which short forms show the caution changed."),
    # what all have
    Rule(_S, "*", "review.clinical", "Readers were told that a clinician had reviewed it.", when="was reviewed"),
    Rule(_E, "*", "review.clinical review.reviewer", "Whether a clinician has reviewed it stands on the card."),
    Rule(_M, "*", "review", "When it was looked at last."),
    Rule(_S, "substance", "title aliases search_words names codes", "A name that led to its cautions leads there no more.",
         "removed changed"),
    Rule(_M, "*", "aliases search_words names codes defined_by", "How it is found, not what it says."),
    Rule(_M, "pack", "*", "What the pack says of itself."),
    # cautions
    Rule(_S, "caveat", "severity", "How grave the caution is changed."),
    Rule(_M, "caveat", "citations medicines stands_for derived scope", "The same in another order.", "reordered"),
    Rule(_W, "caveat", "actions", "The same in another order.", "reordered"),
    Rule(_E, "caveat", "citations derived.inputs derived.operation", "What the caution stands on."),
    Rule(_S, "caveat", "title short plain clinical", "The caution is worded otherwise: every word of it counts."),
    Rule(_S, "caveat", "actions", "What to do changed."),
    Rule(_S, "caveat", "scope", "Where the caution applies changed."),
    Rule(_S, "caveat", "stands_for", "Which cautions a short form leaves to this one changed."),
    Rule(_S, "caveat", "medicines", "Which medicines the caution names changed."),
    Rule(_S, "caveat", "derived", "A figure of the caution changed."),
    # claims
    Rule(_S, "claim", "certainty.level", "How sure the evidence makes us changed."),
    Rule(_S, "claim", "finding", "What was found changed."),
    Rule(_S, "claim", "certainty.dose_class", "The rating speaks of another dose."),
    Rule(_S, "claim", "same_as", "The rating that holds for the claim is another one."),
    Rule(_M, "claim", "citations derived", "The same in another order.", "reordered"),
    Rule(_E, "claim", "certainty citations derived.inputs derived.operation", "What the claim stands on, and how it is rated."),
    Rule(_M, "claim", "as_of section", "When it was looked for, or where it stands."),
    Rule(_S, "claim", "type outcome short plain clinical derived", "What is said of a harm changed.", when="of harm"),
    Rule(_S, "claim", "short plain clinical", "What to do, or not to do, changed.", when="instruction"),
    Rule(_E, "claim", "type outcome derived", "What the claim is about, or how its figures are worked out."),
    # entries
    Rule(_S, "claim-review", "verdict", "The verdict changed."),
    Rule(_S, "condition", "headline", "Another claim stands for the condition."),
    Rule(_S, "question topic", "first", "Another claim stands for the entry where one sentence is shown."),
    Rule(_E, "condition", "groups", "Whose trials are counted with whose."),
    Rule(_S, "question topic", "quoted", "What the entry told its readers it tells no more.", "removed"),
    Rule(_S, "question topic", "quoted", "A harm is told that was not told before.", "added", "of harm"),
    Rule(_M, "question topic", "quoted.section", "Where it stands."),
    Rule(_E, "question topic", "quoted", "There is more that is told."),
    Rule(_W, "question topic", "sections asked_as", "Headings, and the wordings of a question."),
    Rule(_S, "substance", "drug_class", "What kind of medicine it is changed: readers see that."),
    Rule(_S, "substance", "uses.dose", "A dose changed."),
    Rule(_S, "substance", "uses", "A use with its dose came or went.", "added removed", "with a dose"),
    Rule(_E, "substance", "uses", "What the medicine is licensed for."),
    Rule(_S, "retired", "moved_to", "What an id led to was withdrawn.", "removed", "now empty"),
    Rule(_S, "retired", "moved_to", "An id leads somewhere else: whoever follows it is shown other cautions.",
         "removed", "turned away"),
    Rule(_M, "retired", "moved_to was", "Where an id went."),
    # sources
    Rule(_S, "source", "study.dose study.dose_mg study.arms.dose dose_class", "A dose changed."),
    Rule(_M, "source", "checked.month", "When it was read last."),
    Rule(_M, "source", "authors journal publisher year volume issue pages pmcid url link_kind", "How it is named and found."),
    Rule(_E, "source", "title doi pmid trial_ids type conditions parent shown_with study counting limitations funding "
         "disagreements checked", "What the source is, what it says of itself, and where it counts."),
    Rule(_S, "result", "*", "A figure of a harm, or what it means, changed.", when="of harm"),
    Rule(_E, "result", "*", "A result changed."),
    Rule(_S, "statement", "figures", "A dose, or a figure of a label, changed.", when="in mg"),
    Rule(_S, "statement", "figures", "A dose, or a figure of a label, changed.", when="of a label"),
    Rule(_S, "statement", "text", "A dose changed.", when="dose"),
    Rule(_S, "statement", "text", "What a label, an exclusion or an advice sets as a limit changed.", when="a label's limit"),
    Rule(_E, "statement", "kind dose_context jurisdiction figures", "What the source says."),
    # texts
    Rule(_M, "*", "order", "The same in another order.", "reordered"),
    Rule(_S, "claim claim-review term", "short plain clinical definition", "A dose changed.", when="dose"),
    Rule(_E, "claim claim-review term", "short plain clinical definition", "A figure changed.", when="figures"),
    Rule(_E, "claim claim-review term", "short plain clinical definition", "The sentence may say the opposite.", when="turned"),
    Rule(_E, "claim-review term", "citations derived", "What it stands on."),
    Rule(_E, "statement", "text", "What the source says, in our words."),
    Rule(_W, "claim claim-review", "short plain clinical claim met_at would_change_it", "The words changed."),
    Rule(_W, "*", "title what_it_is definition why", "The words changed."),
)  # fmt: skip
"""The table, in order."""
UNKNOWN = Rule(_S, "*", "*", "No row of the table knows this field: look at it.")
"""For a field that was forgotten here; a test holds that there is none."""


def rule_for(seen: Seen) -> Rule:
    """Return the first row that fits."""
    return next((rule for rule in RULES if rule.fits(seen)), UNKNOWN)
