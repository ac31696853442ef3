"""The kinds of entry that editors write (sources have a module of their own)."""

from typing import TYPE_CHECKING, Annotated, Literal, Self, TypeAlias, get_args

from pydantic import Discriminator, Field, Tag, model_validator

from ldn_content.model.base import (
    AnyReference,
    ClaimReference,
    EntryReference,
    Flag,
    Identifier,
    Model,
    Short,
    ShortCaution,
    Text,
    pattern,
    refuse,
    unique,
)
from ldn_content.model.claim import Citation, Claim, Derived
from ldn_content.model.entry import Entry

Severity = Literal["contraindication", "warning", "precaution", "note"]
SEVERITIES: tuple[Severity, ...] = ("contraindication", "warning", "precaution", "note")
"""Severities, gravest first."""
ScopedKind = Literal["topic", "condition", "caveat", "question", "claim-review", "term", "substance", "source"]
CodeSystem = Literal[
    "MONDO", "DOID", "MeSH", "ICD-10-CM", "ICD-11", "SNOMED-CT", "RxNorm", "ATC",
    "UNII", "CAS", "ChEBI", "DrugBank", "PubChem", "Wikidata",
]  # fmt: skip
if TYPE_CHECKING:
    BareCode: TypeAlias = str
else:
    BareCode = pattern("BareCode", "^[A-Za-z0-9][A-Za-z0-9.-]{0,30}$")


def _claim_or_reference(value: object) -> str:
    return "reference" if isinstance(value, str) else "claim"


ClaimOrReference = Annotated[
    Annotated[Claim, Tag("claim")] | Annotated[ClaimReference, Tag("reference")], Discriminator(_claim_or_reference)
]
"""A claim, or where one stands; told apart by hand, so that an error speaks of the one that was meant."""


class Code(Model):
    """A code of the entry in a terminology. The CURIE is computed.

    >>> Code(system="MeSH", code="D005356", match="exact").curie
    'MeSH:D005356'
    """

    system: CodeSystem
    """The terminology."""
    code: BareCode
    """The code, bare."""
    match: Literal["exact", "broad", "narrow", "close"]
    """Whether the code means the same, more, less or nearly so."""
    curie: Text = "-"
    """Computed: system:code; accepted on input only if it is equal."""

    @model_validator(mode="after")
    def _compute_curie(self) -> Self:
        curie = f"{self.system}:{self.code}"
        if "curie" in self.model_fields_set and self.curie != curie:
            refuse(f"the curie is computed: it is {curie!r}, not {self.curie!r}", "curie")
        object.__setattr__(self, "curie", curie)  # computed, in a frozen model
        return self


class Section(Model):
    """A part of a topic."""

    id: Identifier
    """Unique within the topic."""
    title: Text
    """The heading."""
    claims: tuple[ClaimOrReference, ...] = Field(min_length=1)
    """Claims of the topic, or references to claims that another entry holds."""


class Topic(Entry):
    """A subject that is not tied to one condition."""

    kind: Literal["topic"]
    """The kind of entry."""
    sections: tuple[Section, ...] = Field(min_length=1)
    """The parts, in order."""

    @model_validator(mode="after")
    def _ids_unique(self) -> Self:
        unique(tuple(section.id for section in self.sections), "the section", "sections")
        own = [
            (claim.id, ("sections", number, "claims", index))
            for number, section in enumerate(self.sections)
            for index, claim in enumerate(section.claims)
            if isinstance(claim, Claim)
        ]
        unique(tuple(name for name, _ in own), "the claim", tuple(path for _, path in own))
        return self

    @property
    def items(self) -> tuple[Claim | str, ...]:
        """Claims and references, in order."""
        return tuple(item for section in self.sections for item in section.claims)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that this topic holds itself."""
        return tuple(item for item in self.items if isinstance(item, Claim))

    @property
    def short(self) -> str:
        """The sentence that stands for the topic: that of its first own claim."""
        return self.claims[0].short if self.claims else self.title


class Condition(Entry):
    """A condition, or a group of conditions, for which LDN is used or asked about."""

    kind: Literal["condition"]
    """The kind of entry."""
    what_it_is: Text
    """What the condition is, in everyday words."""
    defined_by: Text | None = None
    """CURIE of the terminology entry whose definition the sentence follows; one of the codes."""
    groups: tuple[Identifier, ...] = ()
    """Conditions that this one belongs to."""
    codes: tuple[Code, ...] = ()
    """Codes in terminologies."""
    headline: Identifier
    """The claim whose certainty is the condition's."""
    claims: tuple[Claim, ...] = Field(min_length=1)
    """What was found, benefit and harm, and what was not."""

    @model_validator(mode="after")
    def _headline_rated(self) -> Self:
        unique(tuple(claim.id for claim in self.claims), "the claim", "claims")
        unique(tuple(code.curie for code in self.codes), "the code", "codes")
        if self.defined_by is not None and self.defined_by not in {code.curie for code in self.codes}:
            refuse(f"defined_by names {self.defined_by!r}, which is not one of the codes", "defined_by")
        if self.id in self.groups:
            refuse("a condition cannot be in a group of its own", "groups", self.groups.index(self.id))
        if not any(claim.id == self.headline and claim.certainty for claim in self.claims):
            refuse(
                f"the headline {self.headline!r} must be a claim of this condition that has a certainty of its own", "headline"
            )
        return self

    @property
    def headline_claim(self) -> Claim:
        """The claim whose certainty is the condition's."""
        return next(claim for claim in self.claims if claim.id == self.headline)

    @property
    def short(self) -> str:
        """The sentence that stands for the condition: that of its headline."""
        return self.headline_claim.short


class Action(Model):
    """What somebody can do: tell, ask, call, plan, or "do not … without asking"."""

    who: Literal["patient", "professional", "emergency"]
    """Who acts."""
    text: Text
    """What to do."""


class Scope(Model):
    """Where a caveat applies; the only place that says so."""

    everything: Flag = False
    """True: on every card."""
    kinds: tuple[ScopedKind, ...] = ()
    """Kinds of entry."""
    groups: tuple[Identifier, ...] = ()
    """Conditions: it applies to each and to its members, at any depth."""
    entries: tuple[AnyReference, ...] = ()
    """Entries, or single claims of them."""

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.everything == bool(self.kinds or self.groups or self.entries):
            refuse("a scope is everything, or names kinds, groups or entries; one of the two", "everything")
        return self


class Caveat(Entry):
    """A caution that travels with every card in its scope."""

    kind: Literal["caveat"]
    """The kind of entry."""
    severity: Severity
    """How grave it is."""
    short: ShortCaution
    """One sentence that may stand alone, at most 110 characters."""
    plain: Text
    """For a reader at about grade 8."""
    clinical: Text | None = None
    """For a professional."""
    actions: tuple[Action, ...] = ()
    """What to do; needed on a warning or a contraindication."""
    scope: Scope
    """Where it applies."""
    stands_for: tuple[Identifier, ...] = ()
    """Caveats that it stands for where there is room for few."""
    medicines: tuple[Identifier, ...] = ()
    """Substances that it names."""
    citations: tuple[Citation, ...] = ()
    """The parts of sources that it stands on."""
    derived: tuple[Derived, ...] = ()
    """Figures that are worked out."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        unique(tuple(item.part for item in self.citations), "the citation of", "citations")
        unique(self.medicines, "the medicine", "medicines")
        if self.id in self.stands_for:
            refuse("a caveat cannot stand for itself", "stands_for", self.stands_for.index(self.id))
        if self.severity in {"contraindication", "warning"} and not self.actions:
            refuse(f"a {self.severity} says what to do: actions", "actions")
        return self


class Question(Entry):
    """A question as people ask it, and the claims that answer it."""

    kind: Literal["question"]
    """The kind of entry."""
    asked_as: tuple[Text, ...] = ()
    """Other wordings."""
    answer: tuple[ClaimOrReference, ...] = Field(min_length=1)
    """In order: references to claims, and own claims only where no entry says it."""

    @model_validator(mode="after")
    def _ids_unique(self) -> Self:
        own = [(item.id, ("answer", index)) for index, item in enumerate(self.answer) if isinstance(item, Claim)]
        unique(tuple(name for name, _ in own), "the claim", tuple(path for _, path in own))
        return self

    @property
    def items(self) -> tuple[Claim | str, ...]:
        """Claims and references, in order."""
        return self.answer

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that this question holds itself."""
        return tuple(item for item in self.answer if isinstance(item, Claim))

    @property
    def short(self) -> str:
        """The first own claim's sentence; a card gives the first answer, wherever it is held."""
        return self.claims[0].short if self.claims else self.title


class ClaimReview(Entry):
    """A claim that people meet, in its fairest form, and how it holds up."""

    kind: Literal["claim-review"]
    """The kind of entry."""
    claim: Text
    """The claim in our own words, in its fairest form."""
    met_at: Text
    """Where it was met."""
    verdict: Literal["supported", "partly-supported", "unsupported", "contradicted", "opinion-or-advice"]
    """How it holds up; contradicted needs a source that says the opposite."""
    short: Short
    """The verdict in one sentence that may stand alone."""
    plain: Text
    """For a reader at about grade 8."""
    clinical: Text | None = None
    """For a professional."""
    would_change_it: Text
    """What would change the verdict."""
    citations: tuple[Citation, ...] = ()
    """What each part does to the claim that is reviewed."""
    derived: tuple[Derived, ...] = ()
    """Figures that are worked out."""

    @model_validator(mode="after")
    def _contradicted_by(self) -> Self:
        unique(tuple(item.part for item in self.citations), "the citation of", "citations")
        if self.verdict == "contradicted" and not any(item.stance == "contradicts" for item in self.citations):
            refuse("contradicted needs a citation that contradicts the claim; without one it is unsupported", "verdict")
        return self


class Term(Entry):
    """A word that readers meet, explained."""

    kind: Literal["term"]
    """The kind of entry."""
    definition: Text
    """What it means, in everyday words."""
    citations: tuple[Citation, ...] = ()
    """Where the meaning was seen; needed for medical words."""

    @property
    def short(self) -> str:
        """The definition."""
        return self.definition


class Use(Model):
    """A licensed use of a substance."""

    indication: Text
    """What it is licensed for."""
    dose: Text | None = None
    """The dose that the text is written for."""
    region: Text | None = None
    """Where."""
    citations: tuple[Citation, ...] = Field(min_length=1)
    """The label that says so."""


class Substance(Entry):
    """Naltrexone, or a medicine that matters with it."""

    kind: Literal["substance"]
    """The kind of entry."""
    drug_class: Literal[
        "opioid-analgesic",
        "opioid-antagonist",
        "opioid-antitussive",
        "opioid-for-dependence",
        "opioid-antidiarrhoeal",
        "other-interaction",
    ]
    """What kind of medicine it is."""
    codes: tuple[Code, ...] = ()
    """Codes in terminologies."""
    names: tuple[Text, ...] = ()
    """Other names of the substance in data sets: found, not shown."""
    uses: tuple[Use, ...] = ()
    """Licensed uses."""

    @property
    def short(self) -> str:
        """The name; a card of the substance gives the caveats that apply."""
        return self.title

    @model_validator(mode="after")
    def _codes_unique(self) -> Self:
        unique(tuple(code.curie for code in self.codes), "the code", "codes")
        return self


class Retired(Entry):
    """A reference that is no longer used. It is never given out again; the id of this record itself says nothing."""

    kind: Literal["retired"]
    """The kind of entry."""
    was: EntryReference
    """What it was: kind/id."""
    moved_to: tuple[EntryReference, ...] = ()
    """None: withdrawn; one: moved; several: split."""
    why: Text
    """Why."""

    @model_validator(mode="after")
    def _was_an_entry(self) -> Self:
        if self.was.partition("/")[0] not in get_args(ScopedKind):
            refuse(
                f"was names {self.was!r}, which is of no kind that is retired; kinds: {', '.join(get_args(ScopedKind))}", "was"
            )
        return self

    @property
    def short(self) -> str:
        """Why the id is no longer used."""
        return self.why

    @property
    def way_on(self) -> str:
        """Where to go on from here."""
        if not self.moved_to:
            return "it was withdrawn"
        return f"{'moved' if len(self.moved_to) == 1 else 'split'} to {', '.join(self.moved_to)}"


def claims_of(entry: Entry) -> tuple[Claim, ...]:
    """Return the claims that an entry holds itself."""
    claims = getattr(entry, "claims", ())
    return claims if isinstance(claims, tuple) else ()


def items_of(entry: Entry) -> tuple[Claim | str, ...]:
    """Return the claims of an entry, and its references to claims elsewhere, in order."""
    return entry.items if isinstance(entry, Topic | Question) else claims_of(entry)
