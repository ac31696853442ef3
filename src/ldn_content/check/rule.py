"""What a rule is: a code that never changes, and a function that yields the problems of one entry."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import NamedTuple, TypeVar, cast

from ldn_content.check.glossary import Glossary, glossary
from ldn_content.check.grounding import Parts
from ldn_content.check.texts import Placed, placed_texts
from ldn_content.edits import Edit
from ldn_content.links import cited
from ldn_content.model import AnyEntry, Caveat, Claim, Condition, Manifest, Review, Source, Substance
from ldn_content.model.base import FieldPath
from ldn_content.names import fold
from ldn_content.scopes import Scopes

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Problem(NamedTuple):
    """What is wrong at a field of an entry, and how to mend it.

    Attributes:
        path: the field.
        message: what is wrong and how to mend it.
        claim: the id of the claim that it stands in, if any.
        mended: the edits that `--fix` makes, where mending needs no judgement.
    """

    path: FieldPath
    message: str
    claim: str = ""
    mended: tuple[Edit, ...] = ()


class Index:
    """What holds over all entries together: each answer is worked out when it is first asked for, and once."""

    def __init__(self, entries: Mapping[str, AnyEntry], sources: Mapping[str, Source]) -> None:
        """Take the entries by reference, and the sources among them by id."""
        self._entries = entries
        self._sources = sources
        self._tested: dict[Callable[[Source], bool], frozenset[str]] = {}
        self._last: AnyEntry | None = None
        self._of_last: dict[Callable[[AnyEntry], object], object] = {}

    def of(self, entry: AnyEntry, work: Callable[[AnyEntry], T]) -> T:
        """Return what is worked out from an entry; kept for the last one, for the rules ask for it one after the other."""
        if self._last is not entry:
            self._last, self._of_last = entry, {}
        if work not in self._of_last:
            self._of_last[work] = work(entry)
        return cast("T", self._of_last[work])

    def texts(self, entry: AnyEntry) -> tuple[tuple[Placed, ...], str]:
        """Return every text of an entry with its place, and all of them with a line end before each, to search at once."""
        return self.of(entry, _texts)

    @cached_property
    def glossary(self) -> Glossary:
        """The words that the entries explain."""
        return glossary(self._entries)

    @cached_property
    def parts(self) -> Parts:
        """The figures of the parts of the sources."""
        return Parts(self._sources)

    @cached_property
    def exact_codes(self) -> Mapping[str, tuple[str, ...]]:
        """The entries that several times the same code means exactly, by the code."""
        coded = (item for item in self._entries.values() if isinstance(item, Condition | Substance))
        return _shared((code.curie, item.reference) for item in coded for code in item.codes if code.match == "exact")

    @cached_property
    def names(self) -> Mapping[tuple[str, str, str], tuple[str, ...]]:
        """The conditions, and the substances, that share a title or share an alias, by kind, field and folded name.

        A title goes before an alias, so that a text which is both still means one entry.
        """
        named = [item for item in self._entries.values() if isinstance(item, Condition | Substance)]
        titles = (((item.kind, "title", fold(item.title)), item.reference) for item in named)
        aliases = (((item.kind, "aliases", fold(alias)), item.reference) for item in named for alias in item.aliases)
        return _shared(chain(titles, aliases))

    @cached_property
    def identifiers(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The sources that share a DOI, a PMID or a PMCID, by the field and what stands in it."""
        rows = (
            ((name, value.casefold()), item.id)
            for item in self._sources.values()
            for name, value in (("doi", item.doi), ("pmid", item.pmid), ("pmcid", item.pmcid))
            if value is not None
        )
        return _shared(rows)

    @cached_property
    def counted_trials(self) -> Mapping[str, tuple[str, ...]]:
        """The counted sources that share a trial number, by the number."""
        counted = (item for item in self._sources.values() if item.counting and item.counting.condition)
        return _shared((number, item.id) for item in counted for number in item.trial_ids)

    @cached_property
    def counting_conditions(self) -> frozenset[str]:
        """The conditions under which a trial is counted."""
        return frozenset(item.counting.condition for item in self._sources.values() if item.counting and item.counting.condition)

    @cached_property
    def used_sources(self) -> frozenset[str]:
        """The sources that are cited or counted, with those that belong to such a one."""
        blocks = [block for entry in self._entries.values() for block in cited(entry)]
        todo = {item.part.partition("#")[0] for block in blocks for item in block.citations}
        todo |= {item.id for item in self._sources.values() if item.counting and item.counting.condition}
        todo |= {item.id for item in self._sources.values() if item.parent}  # a second report, kept beside the first
        used = set[str]()
        while todo:
            source = self._sources.get(name := todo.pop())
            if name not in used and source is not None:
                used.add(name)
                todo.update((*source.shown_with, *filter(None, [source.parent])))
        return frozenset(used)

    def sources_whose(self, test: Callable[[Source], bool]) -> frozenset[str]:
        """Return the sources for which a test holds; each test is made once."""
        if test not in self._tested:
            self._tested[test] = frozenset(item.id for item in self._sources.values() if test(item))
        return self._tested[test]

    @cached_property
    def opioid_cautions(self) -> tuple[Caveat, ...]:
        """The contraindications that name an opioid."""
        opioids = {
            item.id
            for item in self._entries.values()
            if isinstance(item, Substance) and item.drug_class.startswith("opioid-") and item.drug_class != "opioid-antagonist"
        }
        caveats = (item for item in self._entries.values() if isinstance(item, Caveat) and item.severity == "contraindication")
        return tuple(item for item in caveats if not opioids.isdisjoint(item.medicines))

    @cached_property
    def opioid_scopes(self) -> Scopes | None:
        """Where these apply; None where one of them applies to everything."""
        everywhere = any(caveat.scope.everything for caveat in self.opioid_cautions)
        return None if everywhere else Scopes(self.opioid_cautions, self._entries)


def _texts(entry: AnyEntry) -> tuple[tuple[Placed, ...], str]:
    places = tuple(placed_texts(entry))
    return places, "".join(f"\n{place.text}" for place in places)


def _shared(rows: Iterable[tuple[K, str]]) -> dict[K, tuple[str, ...]]:
    """Return what belongs to several, with those that it belongs to."""
    held: dict[K, dict[str, None]] = {}
    for key, owner in rows:
        held.setdefault(key, {})[owner] = None
    return {key: tuple(owners) for key, owners in held.items() if len(owners) > 1}


@dataclass(frozen=True, slots=True)
class Context:
    """All that a rule may look at beside the entry itself.

    Attributes:
        entries: every entry that is loaded, by reference.
        sources: the sources among them, by id.
        as_of: the month (YYYY-MM) against which age is worked out.
        review: who has looked at the pack, and when; for entries without a review of their own.
        index: what holds over all entries together.
    """

    entries: Mapping[str, AnyEntry]
    sources: Mapping[str, Source]
    as_of: str
    review: Review | None = None
    index: Index = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", Index(self.entries, self.sources))

    def rating(self, claim: Claim) -> Claim | None:
        """Return the claim that holds the rating of this claim's outcome, if it is rated."""
        if claim.same_as is None:
            return claim if claim.certainty is not None else None
        name, _, wanted = claim.same_as.partition("#")
        holder = self.entries.get(name)
        return next((item for item in getattr(holder, "claims", ()) if item.id == wanted and item.certainty), None)


def no_problem(_: Manifest, __: Context) -> Iterator[Problem]:
    """Find nothing: the check of pack.json of a rule that is about entries only."""
    return iter(())


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of good content.

    Attributes:
        code: `LDN` and three digits; for ever.
        severity: `error` or `warning`.
        summary: what the rule asks for, in one sentence.
        check: yields the problems of one entry.
        check_manifest: yields the problems of what the pack says of itself; their paths are those of pack.json.
    """

    code: str
    severity: str
    summary: str
    check: Callable[[AnyEntry, Context], Iterator[Problem]]
    check_manifest: Callable[[Manifest, Context], Iterator[Problem]] = no_problem
