"""The card: what is rendered, exported or served. Nothing that has to travel with an entry can be left behind."""

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, Self, Unpack

from pydantic import Field, ValidationInfo, model_validator
from pydantic_core import core_schema

from ldn_content.errors import CorruptData
from ldn_content.model.base import (
    AnyReference,
    ClaimReference,
    Count,
    DoseClass,
    Identifier,
    LanguageTag,
    Model,
    Month,
    PartReference,
    Text,
    Version,
    WebAddress,
)
from ldn_content.model.claim import Claim, Finding, Level, NoneBecause
from ldn_content.model.content import (
    SEVERITIES,
    Caveat,
    Question,
    Topic,
    items_of,
)
from ldn_content.model.entry import Entry, Review
from ldn_content.model.kinds import CLASSES
from ldn_content.model.source import LinkKind, SourceType

FORMS = ("full", "compact", "line")
"""Forms of a card, longest first."""
MUST_READ = 3
"""How many caveats stand inline in the compact form."""
SEALING = {"sealing": True}
"""The validation context in which a library makes a card; everywhere else a card comes with its digest."""

if TYPE_CHECKING:
    from ldn_content.model.kinds import AnyEntry
    from ldn_content.render.markup import SafeHtml
    from ldn_content.render.options import FitOptions, HtmlOptions, Options, TextOptions
else:

    class AnyEntry:
        """An entry of any kind. A union would build the validators of all kinds once more for the card."""

        @classmethod
        def __get_pydantic_core_schema__(cls, *_):
            return core_schema.no_info_plain_validator_function(_entry)

        @classmethod
        def __get_pydantic_json_schema__(cls, _, handler):
            return handler(core_schema.union_schema([kind.__pydantic_core_schema__ for kind in CLASSES.values()]))


def _entry(value: object) -> Entry:
    if isinstance(value, Entry):
        return value
    name = value.get("kind") if isinstance(value, dict) else None
    if not isinstance(name, str) or name not in CLASSES:
        raise ValueError(f"has the kind {name!r}, which is no kind of entry")
    return CLASSES[name].model_validate(value)


class Reference(Model):
    """A source as a card shows it: enough to find it, and the parts of it that were used."""

    number: Count
    """Its number on this card."""
    source: Identifier
    """The id of the source."""
    type: SourceType
    """What it is."""
    dose_class: DoseClass
    """The dose that it is about."""
    title: Text
    """As seen."""
    authors: tuple[Text, ...]
    """As seen; may be short."""
    journal: Text | None
    """As seen."""
    publisher: Text | None
    """As seen."""
    year: Count | None
    """As seen."""
    doi: Text | None
    """Digital object identifier."""
    pmid: Text | None
    """PubMed number."""
    url: WebAddress
    """The link to show."""
    link_kind: LinkKind
    """What the link leads to."""
    depth: Text
    """What was read of it."""
    parts: tuple[PartReference, ...]
    """The parts that this card cites."""


class Quoted(Model):
    """A claim that a question or a topic takes from another entry."""

    reference: ClaimReference
    """Where the claim is held."""
    title: Text
    """The title of that entry."""
    claim: Claim
    """The claim."""


class Evidence(Model):
    """What was counted and worked out from the records; nothing here is typed."""

    level: Level | None
    """The certainty of the headline, or of the claim."""
    outcome: Text | None
    """The outcome that it is about."""
    finding: Finding | None
    """What was found on it."""
    none_because: NoneBecause | None
    """Why there is nothing to rate."""
    dose_class: DoseClass | None
    """The class of dose that is rated."""
    trials: Count
    """Randomised trials counted under the condition."""
    participants: Count
    """People in them: randomised, or analysed where that was not seen."""
    group_trials: Count
    """The same with the members of the group."""
    group_participants: Count
    """People in these."""
    ground: tuple[Text, ...]
    """Types of the supporting sources with their class of dose."""
    checked: Month | None
    """The oldest month in which a cited source was read."""


class PackInfo(Model):
    """A pack whose content is on the card."""

    id: Identifier
    """The name of the pack."""
    title: Text
    """The name that is shown."""
    licence: Text
    """SPDX expression."""
    attribution: Text
    """The line to show."""
    publisher: Text
    """Who publishes it."""
    funding: Text
    """Who pays for it."""
    content_version: Version
    """The version of its content."""


class Versions(Model):
    """What the card was made with."""

    package: Version
    """The release of ldn-content."""
    schema_version: Version
    """The schema of the card."""


class Card(Model):
    """An entry, or one claim of it, with all that travels with it. Made by `Library.card`.

    A card that is read back is refused unless its digest is that of its content.

    Raises:
        pydantic.ValidationError: on a card whose digest does not fit.
    """

    kind: Literal["card"]
    """The kind of object."""
    reference: AnyReference
    """The entry, or the claim, that the card is of."""
    language: LanguageTag
    """The language of the text (BCP 47)."""
    title: Text
    """The title of the entry."""
    short: Text
    """The sentence that stands for the entry or claim."""
    entry: AnyEntry
    """The entry."""
    claim: Identifier | None
    """The claim that the card is of; none where it is of the whole entry."""
    quoted: tuple[Quoted, ...]
    """Claims that the entry takes from others."""
    caveats: tuple[Caveat, ...]
    """Every caveat that is required, in the order in which it is shown."""
    references: tuple[Reference, ...]
    """The sources of all this."""
    evidence: Evidence
    """What was counted and worked out."""
    review: Review
    """Who has looked at it, and when."""
    packs: tuple[PackInfo, ...] = Field(min_length=1)
    """The packs that it comes from, the entry's own first."""
    versions: Versions
    """What the card was made with; not part of the digest."""
    digest: Text = "-"
    """Computed: SHA-256 over everything but the versions."""

    @model_validator(mode="after")
    def _sealed(self, info: ValidationInfo) -> Self:
        self._complete()
        digest = self.compute_digest()
        if info.context is not SEALING and self.digest != digest:
            raise ValueError(f"the card was changed, or has no digest: its content has {digest}, it says {self.digest}")
        object.__setattr__(self, "digest", digest)  # computed, in a frozen model
        self.__pydantic_fields_set__.add("digest")  # a card that is written with exclude_unset keeps its seal
        return self

    def _complete(self) -> None:
        """Refuse a card that lacks a claim which it shows."""
        quoted = {item.reference for item in self.quoted}
        missing = [item for item in items_of(self.entry) if isinstance(item, str) and item not in quoted]
        if missing and self.claim is None:
            raise ValueError(f"quoted lacks {', '.join(missing)}, which the entry refers to")
        if self.claim is not None and self.claim not in {item.id for item in _own_claims(self.entry)}:
            raise ValueError(f"the entry has no claim {self.claim!r}")

    def compute_digest(self) -> str:
        """Return the digest of the content, which does not depend on platform, key order or hash seed."""
        # a release that changes another entry leaves this card as it is, so no version goes in
        left_out: Any = {"digest": True, "versions": True, "packs": {"__all__": {"content_version"}}}
        return "sha256:" + hashlib.sha256(self.model_dump_json(exclude=left_out).encode("utf-8")).hexdigest()

    def verify(self) -> Self:
        """Return the card if it is what its digest says; every renderer calls this.

        Raises:
            CorruptData: it was changed after it was made.
        """
        if self.digest != self.compute_digest():
            raise CorruptData(f"the card of {self.reference} was changed after it was made: make it anew from the library")
        return self

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that the card shows, in order: the one that it is of, or all of the entry with those quoted."""
        if self.claim is not None:
            return tuple(claim for claim in _own_claims(self.entry) if claim.id == self.claim)
        if isinstance(self.entry, Topic | Question):
            quoted = {item.reference: item.claim for item in self.quoted}
            return tuple(quoted[item] if isinstance(item, str) else item for item in self.entry.items)
        return _own_claims(self.entry)

    @property
    def must_read(self) -> tuple[Caveat, ...]:
        """The gravest caveats, at most three; one that another of them stands for is left to it."""
        return must_read(self.caveats)

    def to_text(self, form: str = "full", **options: Unpack["TextOptions"]) -> str:
        """Return the card as plain text in 80 columns; `ldn_content.render.options` tells the options.

        Raises:
            CorruptData: the card was changed after it was made.
            FormTooLong: the line form does not fit.
            InvalidOption: there is no such form, or an option is not what it may be.
        """
        from ldn_content.render.text import card_to_text

        return card_to_text(self, form, **options)

    def to_markdown(self, form: str = "full", **options: Unpack["Options"]) -> str:
        """Return the card as CommonMark, with its title as a heading.

        Raises:
            CorruptData, FormTooLong, InvalidOption: as `to_text`.
        """
        from ldn_content.render.markdown import card_to_markdown

        return card_to_markdown(self, form, **options)

    def to_html(self, form: str = "full", **options: Unpack["HtmlOptions"]) -> "SafeHtml":
        """Return the card as a fragment of HTML that template engines insert as it is.

        Raises:
            CorruptData: the card was changed after it was made.
            InvalidOption: as `to_text`, or a line has no address of the whole card.
        """
        from ldn_content.render.html import card_to_html

        return card_to_html(self, form, **options)

    def fit(self, max_chars: int, format: str = "text", **options: Unpack["FitOptions"]) -> str:  # noqa: A002
        """Return the longest form of the card that has at most so many characters, as `text`, `markdown` or `html`.

        Raises:
            CorruptData: the card was changed after it was made.
            FormTooLong: no form is short enough; nothing is ever cut.
            InvalidOption: there is no such format, or an option is not what it may be.
        """
        from ldn_content.render.fit import fitting

        return fitting(self, max_chars, format, **options)

    def _repr_html_(self) -> str:
        """Return the compact form, for notebooks."""
        return self.to_html("compact")


def must_read(caveats: Iterable[Caveat]) -> tuple[Caveat, ...]:
    """Return the caveats that even the compact form shows, out of all of a card in their order: at most three, gravest first."""
    grave = [item for item in caveats if item.severity in SEVERITIES[:2]]
    covered = {other for item in grave for other in item.stands_for}
    heads = [item for item in grave if item.id not in covered]
    # one that stands for a family speaks for many, so it comes before single ones
    return tuple(sorted(heads, key=lambda item: (SEVERITIES.index(item.severity), not item.stands_for)))[:MUST_READ]


def _own_claims(entry: Any) -> tuple[Claim, ...]:
    claims: tuple[Claim, ...] = getattr(entry, "claims", ())
    return claims
