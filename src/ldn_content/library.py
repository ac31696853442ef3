"""The whole: packs laid on each other, checked and immutable; look-ups; cards."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from ldn_content.cards import assemble, reference_to
from ldn_content.catalogue import Catalogue, InMemory, LibraryEntries
from ldn_content.errors import InvalidPack, UnknownEntry
from ldn_content.links import claim_in, link_findings
from ldn_content.model import (
    CLASSES,
    KINDS,
    AnyEntry,
    Caveat,
    Claim,
    ClaimReview,
    Condition,
    Question,
    Retired,
    Source,
    Substance,
    Term,
    Topic,
    claims_of,
)
from ldn_content.model.card import Card, Reference
from ldn_content.pack import BuiltInPack, Pack, load_built_in, load_pack
from ldn_content.scopes import Scopes, lost

if TYPE_CHECKING:
    from ldn_content.findings import Finding
    from ldn_content.index import Hit, Index
    from ldn_content.names import Match, Names


class Library:
    """All entries of one or more packs. Nothing in it can be changed, so it may be shared between threads.

    Attributes:
        packs: the packs, the lowest first.
        language: the language of all text (BCP 47).
        entries: every entry by its reference, in order of kind and id.

    The files of the built-in pack are read when they are first used: where the installation is damaged, what needs such a file
    raises InvalidPack or CorruptData.

    >>> library = Library.load()
    >>> library.conditions["fibromyalgia"].title
    'Fibromyalgia'
    """

    __slots__ = ("_index", "_lock", "_names", "_origin", "_references", "_scopes", "entries", "language", "packs")

    def __init__(self, packs: Sequence[Pack]) -> None:
        """Lay the packs on each other and check every reference.

        The built-in pack by itself is not checked again; its files are read when they are first used.

        Raises:
            InvalidPack: with every finding.
        """
        if not packs:
            raise ValueError("a library needs at least one pack")
        unread = [finding for pack in packs for finding in pack.findings]
        if unread:
            raise InvalidPack(tuple(sorted(unread)))
        self._origin: dict[str, Pack] = {}
        if len(packs) == 1 and isinstance(packs[0], BuiltInPack):
            self.entries = LibraryEntries(packs[0])
        else:
            merged, self._origin = merge(packs)
            findings = link_findings(merged, self._origin)
            if findings:
                raise InvalidPack(findings)
            self.entries = LibraryEntries(InMemory(merged.values()))
        manifest = packs[0].manifest
        self.language = manifest.language if manifest else "und"
        self.packs = tuple(packs)
        self._lock = RLock()
        self._scopes: Scopes | None = None
        self._names: Names | None = None
        self._index: Index | None = None
        self._references: dict[str, Reference] = {}

    @property
    def topics(self) -> Catalogue[Topic]:
        """Subjects that are not tied to one condition, by id."""
        return self.entries.of("topic")

    @property
    def conditions(self) -> Catalogue[Condition]:
        """Conditions and groups of conditions, by id."""
        return self.entries.of("condition")

    @property
    def caveats(self) -> Catalogue[Caveat]:
        """Cautions that travel with cards, by id."""
        return self.entries.of("caveat")

    @property
    def questions(self) -> Catalogue[Question]:
        """Questions with what answers them, by id."""
        return self.entries.of("question")

    @property
    def claim_reviews(self) -> Catalogue[ClaimReview]:
        """Claims that people meet, and how they hold up, by id."""
        return self.entries.of("claim-review")

    @property
    def terms(self) -> Catalogue[Term]:
        """Words that readers meet, explained, by id."""
        return self.entries.of("term")

    @property
    def substances(self) -> Catalogue[Substance]:
        """Naltrexone, and medicines that matter with it, by id."""
        return self.entries.of("substance")

    @property
    def sources(self) -> Catalogue[Source]:
        """What is cited, by id."""
        return self.entries.of("source")

    @property
    def retired(self) -> Catalogue[Retired]:
        """Ids that are no longer used."""
        return self.entries.of("retired")

    @classmethod
    def load(cls, language: str = "en", packs: Iterable[str | Path | Pack] = ()) -> Library:
        """Return the built-in content in a language with other packs on top, in the order given.

        Args:
            language: BCP 47; a language that is missing is an error, never another one.
            packs: directories, zips, or packs that have been read.

        Raises:
            UnknownLanguage, InvalidPack, UnsupportedSchema, CorruptData.
        """
        if isinstance(packs, str | Pack):  # each would be taken apart: letters are paths too, and "." is one
            raise TypeError("packs are given as a list: packs=[...]")
        ground = load_built_in(language)
        return cls([ground, *(item if isinstance(item, Pack) else load_pack(item) for item in packs)])

    def __copy__(self) -> Library:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Library:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.packs,)

    def entry(self, reference: str) -> AnyEntry:
        """Return the entry at `kind/id`; an id that has moved is followed.

        Raises:
            UnknownEntry: there is none, or it was split or withdrawn.
        """
        found = self.entries.get(reference)
        if found is not None:
            return found
        kind, _, name = reference.partition("/")
        retired = next((item for item in self.retired.values() if item.was == reference), None)
        if retired is not None and len(retired.moved_to) == 1:
            return self.entries[retired.moved_to[0]]
        if retired is not None:
            raise UnknownEntry(f"{reference} is retired ({retired.why}): {retired.way_on}")
        near = self._near(kind, name or reference)
        hint = f"; did you mean {near!r}?" if near else ""
        kinds = "" if kind in CLASSES else f" (a reference is kind/id; kinds: {', '.join(KINDS)})"
        raise UnknownEntry(f"no entry {reference!r}{kinds}{hint}")

    def _near(self, kind: str, name: str) -> str | None:
        """Return the reference that somebody may have meant: by name if one fits, else by spelling."""
        from difflib import get_close_matches

        named = [match.entry for match in self.lookup(name)]
        named.sort(key=lambda entry: entry.kind != kind)
        same = {entry.id: entry.reference for entry in self.entries.values() if entry.kind == kind or kind not in CLASSES}
        close = get_close_matches((name or kind)[:200], same, n=1, cutoff=0.75)
        return named[0].reference if named else same[close[0]] if close else None

    def claim(self, reference: str) -> Claim:
        """Return the claim at `kind/id#claim`.

        Raises:
            UnknownEntry: there is none.
        """
        entry = self.entry(reference.partition("#")[0])
        wanted = f"{entry.reference}#{reference.partition('#')[2]}"
        found = claim_in(self.entries, wanted)
        if found is None:
            from difflib import get_close_matches

            name, known = reference.partition("#")[2], [item.id for item in claims_of(entry)]
            near = get_close_matches(name[:200], known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"it has {', '.join(known) or 'none'}"
            raise UnknownEntry(f"{entry.reference} has no claim {name!r}; {hint}")
        return found

    def find(self, text: str) -> AnyEntry | None:
        """Return the one entry that a name, alias, search word or code means exactly; else None.

        >>> Library.load().find("MeSH:D005356").id
        'fibromyalgia'
        """
        return (self._names or self._build_names()).find(text)

    def lookup(self, text: str) -> tuple[Match, ...]:
        """Return every entry that a text may mean, strongest first; several where it is ambiguous, inexact codes told."""
        return (self._names or self._build_names()).lookup(text)

    def _build_names(self) -> Names:
        from ldn_content.names import Names

        with self._lock:  # threads that race wait for one
            self._names = self._names or Names(self.entries)
        return self._names

    def search(self, text: str, *, limit: int = 10, kinds: Collection[str] | None = None) -> tuple[Hit, ...]:
        """Return the entries that fit a text, best first; none where the subject is unknown. Any text is allowed.

        Args:
            text: what somebody typed.
            limit: the most hits to return.
            kinds: the kinds of entry to return; all but sources and retired ids without it.
        """
        return (self._index or self._build_index()).search(text, limit=limit, kinds=kinds)

    def unknown_words(self, text: str) -> tuple[str, ...]:
        """Return the words of a text that stand nowhere here, not even spelt otherwise: "not listed here: ask a pharmacist"."""
        return (self._index or self._build_index()).unknown(text)

    def _build_index(self) -> Index:
        from ldn_content.index import Index, documents

        with self._lock:
            self._index = self._index or Index(documents(self.entries.values(), self.short))
        return self._index

    def short(self, entry: AnyEntry) -> str:
        """Return the sentence that stands for an entry; for a medicine, that of the gravest caveat that names it."""
        if isinstance(entry, Topic | Question):
            first = entry.items[0]
            return first.short if isinstance(first, Claim) else self.claim(first).short
        if isinstance(entry, Substance):
            naming = [caveat for caveat in self._scoped().required(entry) if entry.id in caveat.medicines]
            return naming[0].short if naming else entry.short
        return entry.short

    def members(self, group: str) -> tuple[Condition, ...]:
        """Return the conditions in a group, at any depth, without the group itself."""
        members, inside, todo = self.entries.inventory.members, set[str](), [group]
        while todo:
            more = set(members.get(todo.pop(), ())) - inside
            inside |= more
            todo += more
        return tuple(self.conditions[name] for name in sorted(inside - {group}))

    def trials(self, condition: str) -> tuple[Source, ...]:
        """Return the randomised trials that are counted under a condition; each trial is counted once."""
        return tuple(self.sources[name] for name in self.entries.inventory.trials.get(condition, ()))

    def _scoped(self) -> Scopes:
        with self._lock:
            self._scopes = self._scopes or Scopes(self.caveats.values(), self.entries)
        return self._scopes

    def required_caveats(self, reference: str) -> tuple[Caveat, ...]:
        """Return the caveats that a card of this entry or claim must carry, in the order in which they are shown."""
        name, _, claim = reference.partition("#")
        return self._scoped().required(self.entry(name), self.claim(reference).id if claim else None)

    def pack_of(self, entry: AnyEntry) -> Pack:
        """Return the pack that an entry came from."""
        return self._origin[entry.reference] if self._origin else self.packs[0]

    def reference_to(self, source: str) -> Reference:
        """Return a source, by its id, as cards show it, with neither number nor parts yet.

        Raises:
            UnknownEntry: there is no such source.
        """
        made = self._references.get(source)
        if made is None:
            made = self._references[source] = reference_to(self.sources[source])
        return made

    def card(self, what: str | AnyEntry) -> Card:
        """Return the card of an entry, or of a claim: `condition/fibromyalgia`, `condition/fibromyalgia#pain`, or an entry.

        Raises:
            UnknownEntry: there is none, or the entry is not this library's.
        """
        if isinstance(what, str):
            entry = self.entry(what.partition("#")[0])
            claim = self.claim(what).id if "#" in what else None
        else:
            entry, claim = self.entry(what.reference), None
            if entry is not what and entry != what:
                raise UnknownEntry(f"{what.reference} is not the entry of this library: load the pack that holds it")
        return assemble(self, entry, claim)


def merge(packs: Sequence[Pack]) -> tuple[dict[str, AnyEntry], dict[str, Pack]]:
    """Lay packs on each other: one on top adds entries, replaces those it names, and takes no caveat away.

    Returns:
        every entry by reference, and the pack that each came from.

    Raises:
        InvalidPack: a pack may not lie on those below.
    """
    entries: dict[str, AnyEntry] = {}
    origin: dict[str, Pack] = {}
    for number, pack in enumerate(packs):
        own = {entry.reference: entry for entry in pack.entries}
        findings = list(_refused(pack, own, entries, packs[:number]))
        after = {**entries, **own}
        origin.update(dict.fromkeys(own, pack))
        if number and not findings:
            findings = list(lost(entries, after, pack))
        if findings:
            raise InvalidPack(tuple(sorted(findings)))
        entries = after
    return entries, origin


def _refused(pack: Pack, own: Mapping[str, AnyEntry], below: Mapping[str, AnyEntry], under: Sequence[Pack]) -> Iterable[Finding]:
    manifest = pack.manifest
    if manifest is None:
        yield from pack.findings
        return
    others = [layer.manifest for layer in under if layer.manifest is not None]
    if others and manifest.language != others[0].language:
        message = f"is in {manifest.language!r} and lies on a pack in {others[0].language!r}: a library has one language"
        yield pack.finding("LDN117", None, ("language",), message)
    if manifest.id in {other.id for other in others}:
        message = (
            f"the pack {manifest.id!r} lies below already: give this one an id of its own, so that a card can tell them apart"
        )
        yield pack.finding("LDN119", None, ("id",), message)
    for reference in sorted(own.keys() & below.keys() - set(manifest.replaces)):
        message = f"{reference} is in a pack below: name it in `replaces` of pack.json if it is meant to replace that one"
        yield pack.finding("LDN112", own[reference], ("id",), message)
    for index, reference in enumerate(manifest.replaces):
        if reference.startswith("retired/"):
            message = f"replaces {reference!r}: where an id has moved to is for ever; remove it from `replaces`"
            yield pack.finding("LDN113", None, ("replaces", index), message)
        elif reference not in own or reference not in below:
            message = f"replaces {reference!r}, which is not both in this pack and in one below: remove it from `replaces`"
            yield pack.finding("LDN113", None, ("replaces", index), message)
