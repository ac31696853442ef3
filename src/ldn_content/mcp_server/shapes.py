"""The shapes of answers. What describes a field here is what clients see in the schema of a tool's output."""

from typing import Literal

from pydantic import ConfigDict

from ldn_content.model import Model
from ldn_content.model.content import Severity


class Shape(Model):
    """A frozen record whose fields are described to clients."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class Caution(Shape):
    """A caution in one sentence."""

    reference: str
    """Ask get_entry for it to read all of the caution."""
    severity: Severity
    """How grave it is."""
    short: str
    """The sentence. Show it as it is."""


class Carried(Shape):
    """What travels with whatever is said."""

    must_read: tuple[Caution, ...]
    """Show these with the answer."""
    more_cautions: int
    """How many other cautions apply."""
    more: str
    """How to get the other cautions and the sources."""
    review: str
    """Who has looked at this, and when."""


class Answer(Carried):
    """What every answer of a tool has."""

    versions: str
    """The library, its content by pack, and its schema."""
    attribution: tuple[str, ...]
    """Who made the content, and its licence: to be shown where the content is."""


class Hit(Carried):
    """An entry that fits a query."""

    reference: str
    """What get_entry, explain_certainty and cite take."""
    title: str
    """Its name."""
    short: str
    """The sentence that stands for it, with its hedge."""
    certainty: str | None
    """How sure we are of that sentence, in words; none where nothing is rated."""


class SearchAnswer(Answer):
    """Entries that fit a query, best first. The cautions of the answer itself apply to every use of LDN."""

    hits: tuple[Hit, ...]
    """The entries; none where the subject is not listed here."""
    not_listed: tuple[str, ...]
    """Words of the query that stand nowhere here."""
    notice: str | None
    """What to say of what is not listed."""


class EntryAnswer(Answer):
    """An entry, or one claim of it, as text."""

    reference: str
    """The reference."""
    title: str
    """The name of the entry."""
    language: str
    """The language of the text (BCP 47)."""
    form: str
    """full, compact or line."""
    audience: str
    """plain or clinical."""
    text: str
    """The text, cautions included. Show it whole."""
    digest: str
    """The digest of the card that was shown: it changes when the content does."""


class Medicine(Shape):
    """A medicine that is listed here."""

    reference: str
    """The reference."""
    title: str
    """Its name."""
    drug_class: str
    """What kind of medicine it is."""
    matched_by: str
    """What the text matched: id, title, alias, code, name or search-word."""
    match: str
    """exact; of a code also broad, narrow or close."""


class NamedCaution(Caution):
    """A caution that names a medicine."""

    title: str
    """Its name."""
    actions: tuple[str, ...]
    """What to do, and for whom."""


class MedicineAnswer(Answer):
    """The cautions that name a medicine. That none names it, or that it is not listed, says nothing about a risk."""

    listed: bool
    """Whether the medicine is listed here."""
    notice: str
    """What was found, in a sentence. Show it as it is."""
    medicines: tuple[Medicine, ...]
    """What the text means."""
    cautions: tuple[NamedCaution, ...]
    """The cautions that name it, gravest first."""
    did_you_mean: tuple[str, ...]
    """Where it is not listed: medicines with a name like it. Ask which is meant; do not guess."""
    may_speak_of_it: tuple[Caution, ...]
    """Where it is not listed: cautions whose text may speak of it."""


class Reason(Shape):
    """A reason to be less sure."""

    domain: str
    """What it is about."""
    levels: int
    """By how many levels it lowers the certainty."""
    reason: str
    """Why."""


class Rating(Shape):
    """How sure we are of one outcome, and why."""

    reference: str
    """The claim that is rated."""
    rated_at: str
    """The claim that holds the rating; another one where two speak of the same outcome."""
    short: str
    """The claim in one sentence, with its hedge."""
    outcome: str
    """The outcome that is rated."""
    finding: str | None
    """What was found on it; none where there is nothing to rate."""
    dose_class: str
    """The class of dose that is rated."""
    level: Literal["high", "moderate", "low", "very-low", "none"]
    """The level of certainty."""
    in_words: str
    """The level in words."""
    start: str | None
    """Where the rating starts from."""
    reasons: tuple[Reason, ...]
    """The reasons to be less sure, each of which lowers the level."""
    none_because: str | None
    """Why there is nothing to rate."""


class CertaintyAnswer(Answer):
    """How sure we are of what an entry or a claim says, and why."""

    reference: str
    """What was asked about."""
    title: str
    """The name of the entry."""
    short: str
    """The sentence that stands for it, with its hedge."""
    ratings: tuple[Rating, ...]
    """Each outcome that is rated, that of the headline first."""
    notice: str | None
    """What to say where nothing is rated."""


class CitedSource(Shape):
    """A source, as it is cited."""

    number: int
    """Its number, the same as in the text of the entry."""
    reference: str
    """Ask get_entry for it to read what was taken from it."""
    citation: str
    """Authors, title, journal or publisher, and year, as far as they were seen."""
    type: str
    """What it is."""
    dose_class: str
    """The dose that it is about; only low speaks for LDN."""
    link: str
    """Where it is."""
    link_kind: str
    """What the link leads to."""
    read: str
    """What was read of it."""
    used_in: Literal["text", "cautions"]
    """Whether the text itself stands on it, or its cautions only."""


class CitationAnswer(Answer):
    """What an entry or a claim stands on."""

    reference: str
    """What was asked about."""
    title: str
    """The name of the entry."""
    short: str
    """The sentence that stands for it, with its hedge."""
    sources: tuple[CitedSource, ...]
    """The sources, by number."""
    more_sources: int
    """How many others its cautions stand on: call cite with cautions to get them."""
    notice: str | None
    """What to say where there is none."""


AnyAnswer = SearchAnswer | EntryAnswer | MedicineAnswer | CertaintyAnswer | CitationAnswer
