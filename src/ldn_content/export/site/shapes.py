"""What the files of the API hold. The OpenAPI description and the TypeScript declarations are made from these models."""

from typing import Literal

from ldn_content.model import AnyEntry, Caveat, Manifest, Model
from ldn_content.model.base import Count, EntryReference, Flag, Identifier, LanguageTag, Text
from ldn_content.model.card import Evidence, PackInfo, Quoted, Reference, Versions
from ldn_content.model.claim import Level
from ldn_content.model.content import Action, ScopedKind, Severity
from ldn_content.model.entry import Review


class Caution(Model):
    """A caveat in one sentence."""

    id: Identifier
    """The id of the caveat; `v1/caveats/{id}.json` is its own card."""
    severity: Severity
    """How grave it is."""
    short: Text
    """The sentence to show."""


class MustRead(Model):
    """A caveat that a reader has to see, with all that is said to readers."""

    id: Identifier
    """The id of the caveat."""
    severity: Severity
    """How grave it is."""
    title: Text
    """Its name."""
    short: Text
    """The sentence to show where there is no room for more."""
    plain: Text
    """For a reader at about grade 8."""
    actions: tuple[Action, ...]
    """What to do."""


class LinkedCard(Model):
    """A card whose longer texts of caveats are one link away: with the `Shared` that it links to, it is the whole card."""

    kind: Literal["linked-card"]
    """The kind of file."""
    reference: EntryReference
    """The entry that the card is of."""
    language: LanguageTag
    """The language of the text (BCP 47)."""
    title: Text
    """The title of the entry."""
    short: Text
    """The sentence that stands for the entry."""
    certainty: Text | None
    """How sure we are, in words; none where nothing is rated."""
    must_read: tuple[MustRead, ...]
    """The gravest caveats: show them wherever you show anything of this card."""
    cautions: tuple[Caution, ...]
    """Every caveat that is required, those that must be read included, in the order in which it is shown."""
    entry: AnyEntry
    """The entry."""
    quoted: tuple[Quoted, ...]
    """Claims that the entry takes from others."""
    references: tuple[Reference, ...]
    """The sources of the entry and of what it quotes; those of the caveats are in the shared file."""
    evidence: Evidence
    """What was counted and worked out."""
    review: Review
    """Who has looked at it, and when."""
    packs: tuple[PackInfo, ...]
    """The packs that it comes from, the entry's own first."""
    versions: Versions
    """What the card was made with."""
    digest: Text
    """The digest of the whole card."""
    shared: Text
    """The address of the shared file."""
    page: Text
    """The address of the page."""


class Shared(Model):
    """What cards share: every caveat in full, and the sources of caveats."""

    kind: Literal["shared"]
    """The kind of file."""
    caveats: tuple[Caveat, ...]
    """Every caveat, in order of id."""
    references: tuple[Reference, ...]
    """Every source that a caveat cites, in order of id; `number` is its place here, and `parts` is empty."""


class CompactCard(Model):
    """The compact form of a card, with the address of the card. It is at an address that never changes."""

    kind: Literal["compact-card"]
    """The kind of file."""
    reference: EntryReference
    """The entry."""
    language: LanguageTag
    """The language of the text (BCP 47)."""
    title: Text
    """The title of the entry."""
    short: Text
    """The sentence that stands for the entry."""
    certainty: Text | None
    """How sure we are, in words; none where nothing is rated."""
    must_read: tuple[Caution, ...]
    """The gravest caveats: show them wherever you show anything of this card."""
    more_cautions: Count
    """How many more caveats the card has."""
    sources: Count
    """How many sources the card has."""
    review: Review
    """Who has looked at it, and when."""
    packs: tuple[PackInfo, ...]
    """The packs that it comes from, the entry's own first."""
    versions: Versions
    """What the card was made with."""
    digest: Text
    """The digest of the whole card."""
    moved_to: tuple[EntryReference, ...]
    """Of an id that is no longer used: where to go on; else nothing."""
    card: Text
    """The address of the card: a file that never changes."""
    page: Text
    """The address of the page."""


class Listed(Model):
    """An entry in a list."""

    reference: EntryReference
    """The entry."""
    title: Text
    """Its name."""
    aliases: tuple[Text, ...]
    """Other names that may be shown."""
    short: Text
    """The sentence that stands for it."""
    level: Level | None
    """The certainty of that sentence; none where nothing is rated."""
    must_read: tuple[Identifier, ...]
    """The ids of the caveats to show with it: they are in `cautions` of the list."""
    digest: Text
    """The digest of the whole card: it changes when anything of the card does."""
    address: Text
    """Where the entry is for ever, in its compact form."""
    card: Text
    """The address of its card: a file that never changes."""
    page: Text
    """The address of its page."""


class EntryList(Model):
    """The entries of one kind. The list of terms is the glossary."""

    kind: Literal["entry-list"]
    """The kind of file."""
    versions: Versions
    """What the site was made with."""
    packs: tuple[PackInfo, ...]
    """The packs that it was made from, the lowest first."""
    cautions: tuple[Caution, ...]
    """The caveats that the entries of this list must be shown with."""
    entries: tuple[Listed, ...]
    """The entries, in order of id."""


class ListLink(Model):
    """Where the list of a kind is."""

    kind: ScopedKind | Literal["retired"]
    """The kind of entry."""
    entries: Count
    """How many there are."""
    address: Text
    """The address of the list."""


class SiteIndex(Model):
    """The first file to read: what there is, and where."""

    kind: Literal["index"]
    """The kind of file."""
    language: LanguageTag
    """The language of all text (BCP 47)."""
    base: Text | None
    """Where the site is, if that was known when it was made."""
    versions: Versions
    """What the site was made with."""
    packs: tuple[PackInfo, ...]
    """The packs that it was made from, the lowest first."""
    shared: Text
    """The address of what cards share."""
    lists: tuple[ListLink, ...]
    """The lists of each kind."""
    cautions: tuple[Caution, ...]
    """The caveats that entries must be shown with."""
    entries: tuple[Listed, ...]
    """Every entry, in order of kind and id."""


class Packs(Model):
    """The packs that the site was made from: licence, attribution, funding and state of review."""

    kind: Literal["packs"]
    """The kind of file."""
    packs: tuple[Manifest, ...]
    """What each pack says of itself, the lowest first."""


class SearchDocument(Model):
    """An entry that can be found, in what is shown of it."""

    title: Text
    """Its name."""
    short: Text
    """The sentence that stands for it."""
    caution: Count | None
    """The caveat to show with it: its place in `cautions`; none where the sentence says the same."""
    page: Text
    """The address of its page."""


class SearchIndex(Model):
    """What the search of the site reads."""

    kind: Literal["search-index"]
    """The kind of file."""
    cautions: tuple[Text, ...]
    """Sentences of caveats."""
    documents: tuple[SearchDocument, ...]
    """Every entry but sources and retired ids."""
    words: tuple[Text, ...]
    """Every word: without case, accents, apostrophes, and the ending of an English plural."""
    places: tuple[tuple[Count, ...], ...]
    """Of each word, in pairs: the place of a document, and 1 where the word is in its text, 2 in a subject, 3 in a name of it. No
    pair where the word is in so many that it tells none of them apart."""


class FileInfo(Model):
    """A file of the site."""

    address: Text
    """Where it is, from the root of the site."""
    bytes: Count
    """Its size."""
    sha256: Text
    """The SHA-256 of its bytes."""
    immutable: Flag
    """Whether what is at this address never changes."""


class SiteFiles(Model):
    """Every file of the site but this one. It marks a folder as an export that a newer one may replace."""

    kind: Literal["ldn-content-site"]
    """The kind of file."""
    versions: Versions
    """What the site was made with."""
    files: tuple[FileInfo, ...]
    """In order of address."""


FILE_MODELS: tuple[type[Model], ...] = (SiteIndex, EntryList, CompactCard, LinkedCard, Shared, Packs, SearchIndex, SiteFiles)
"""The model of each kind of file."""
