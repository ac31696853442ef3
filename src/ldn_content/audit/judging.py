"""Holds a fragment against the library: whether it can be judged, is of the card as it is now, and says what the card says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from ldn_content.audit.reach import Sharing
from ldn_content.audit.wanted import MAKE_ANEW, Fault, Wanted, faults, faults_of_old, wanted
from ldn_content.fragments import contract
from ldn_content.fragments.page import REFERENCE, Embedded, Fragment
from ldn_content.library import Library
from ldn_content.links import claim_in
from ldn_content.model import claims_of
from ldn_content.model.card import FORMS, Card
from ldn_content.render.labels import AUDIENCES
from ldn_content.versions import SCHEMA_VERSION

_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
_VERSION = r"[0-9]{1,6}\.[0-9]{1,6}(?:\.[0-9]{1,6})?"
_DIGEST = "sha256:[0-9a-f]{64}"
_WELL_FORMED = {
    name: re.compile(pattern)
    for name, pattern in {
        REFERENCE: f"{_ID}/{_ID}(?:#{_ID})?",
        contract.CONTENT: f"{_ID}@{_VERSION}(?: {_ID}@{_VERSION})*",
        contract.SCHEMA: _VERSION,
        contract.DIGEST: _DIGEST,
        contract.FORM: "|".join(FORMS),
        contract.AUDIENCE: "|".join(AUDIENCES),
        contract.CAVEATS: f"(?:{_ID}(?: {_ID})*)?",
        contract.TEXT: _DIGEST,
    }.items()
}
_LONGEST = 10_000
_SUGGESTIONS = 20


class Judge:
    """Judges fragments against one library, and keeps the cards that it has made."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._packs = {pack.manifest.id: pack.manifest.content_version for pack in library.packs if pack.manifest is not None}
        self._cards: dict[str, Card] = {}
        self._wanted: dict[tuple[str, str, str], Wanted] = {}
        self._near: dict[str, str] = {}

    def judge(self, page: Embedded) -> Iterator[tuple[Fragment, tuple[Fault, ...]]]:
        """Yield each fragment of a page with what is wrong with it; nothing where it is what the library says."""
        sharing = Sharing(page)
        for fragment in page.fragments:
            yield fragment, tuple(self._faults(fragment, sharing))

    def _faults(self, fragment: Fragment, sharing: Sharing) -> Iterator[Fault]:
        damage = [*_malformed(fragment), *_misplaced(fragment)]
        yield from damage or self._judged(fragment, sharing)
        if not damage and contract.TEXT not in fragment.start.attributes:
            message = f"has no {contract.TEXT}, so that not every change of its text can be told: write it too"
            yield Fault("LDN952", fragment.start.offset, message, contract.TEXT)

    def _judged(self, fragment: Fragment, sharing: Sharing) -> Iterator[Fault]:
        given, at = fragment.start.attributes, fragment.start.offset
        theirs, ours = given.get(contract.LANGUAGE, ""), self._library.language
        if theirs and theirs.lower().partition("-")[0] != ours.lower().partition("-")[0]:
            message = (
                f"is in {_quoted(theirs)}, the library in {ours!r}: what it does not hold cannot be judged; embed it in {ours!r}"
            )
            yield Fault("LDN958", at, message, contract.LANGUAGE)
            return
        card, unjudged = self._card(given[REFERENCE]), self._unjudged(fragment)
        if card is None:
            yield unjudged or self._unknown(given[REFERENCE], at)
        elif card.digest == given[contract.DIGEST] or _only_of_an_older_schema(card, fragment):
            yield from _unlisted(card, fragment)
            yield from list(faults(self._wants(card, fragment), fragment, sharing)) or _unsealed(fragment)
        elif unjudged is not None:
            yield unjudged
            yield from _unsealed(fragment)
        else:
            yield _outdated(card, fragment)
            yield from _unlisted(card, fragment)
            yield from list(faults_of_old(fragment, sharing)) or _unsealed(fragment)

    def _unjudged(self, fragment: Fragment) -> Fault | None:
        """Return why the library cannot judge a fragment, unless it has the very card."""
        given, at = fragment.start.attributes, fragment.start.offset
        for name, version in _packs(fragment).items():
            if name not in self._packs:
                message = f"comes from the pack {name!r}, which is not loaded: give it with --pack"
                return Fault("LDN956", at, message, contract.CONTENT)
            if _numbers(version) > _numbers(self._packs[name]):
                message = f"holds {name} {version}, the library {self._packs[name]}: judge it with the newer release"
                return Fault("LDN957", at, message, contract.CONTENT)
        if _numbers(given[contract.SCHEMA]) > _numbers(SCHEMA_VERSION):
            message = f"has schema {given[contract.SCHEMA]}, the library {SCHEMA_VERSION}: judge it with the newer release"
            return Fault("LDN957", at, message, contract.SCHEMA)
        return None

    def _card(self, reference: str) -> Card | None:
        if reference not in self._cards:
            name, _, claim = reference.partition("#")
            entries = self._library.entries
            if name not in entries or (claim and claim_in(entries, reference) is None):
                return None
            self._cards[reference] = self._library.card(reference)
        return self._cards[reference]

    def _wants(self, card: Card, fragment: Fragment) -> Wanted:
        form, audience = (fragment.start.attributes[name] for name in (contract.FORM, contract.AUDIENCE))
        key = (card.reference, form, audience)
        if key not in self._wanted:
            self._wanted[key] = wanted(card, form, audience)
        return self._wanted[key]

    def _unknown(self, reference: str, at: int) -> Fault:
        name = reference.partition("#")[0]
        retired = next((item for item in self._library.retired.values() if item.was == name), None)
        if retired is not None:
            return Fault("LDN955", at, f"shows {name}, which is retired ({retired.why}): {retired.way_on}", REFERENCE)
        if reference not in self._near and len(self._near) < _SUGGESTIONS:  # each takes a while
            self._near[reference] = self._suggestion(reference)
        near = self._near.get(reference, "mend the reference, or take the fragment out")
        return Fault("LDN954", at, f"shows {_quoted(reference)}, which is not in the library: {near}", REFERENCE)

    def _suggestion(self, reference: str) -> str:
        name, _, claim = reference.partition("#")
        entry = self._library.entries.get(name)
        if entry is not None:
            claims = ", ".join(item.id for item in claims_of(entry))
            return f"{name} has the claims {claims}" if claims else f"{name} has no claims, so leave #{claim} out"
        close = get_close_matches(name, self._library.entries, n=1, cutoff=0.75)
        return f"did you mean {close[0]}?" if close else "mend the reference, or take the fragment out"


def _malformed(fragment: Fragment) -> Iterator[Fault]:
    given, at = fragment.start.attributes, fragment.start.offset
    lacking = [name for name in contract.NEEDED if name not in given]
    if lacking:
        yield Fault("LDN951", at, f"lacks {', '.join(lacking)}: write what `fragments.attributes` gives", lacking[0])
    for name, pattern in _WELL_FORMED.items():
        if name in fragment.start.twice:
            yield Fault("LDN951", at, f"has {name} twice, and nobody knows which holds: remove one", name)
        value = " ".join(given.get(name, "").split())
        if name in given and (len(value) > _LONGEST or pattern.fullmatch(value) is None):
            yield Fault(
                "LDN951", at, f"has {name}={_quoted(value)}, which is none: write what `fragments.attributes` gives", name
            )


def _misplaced(fragment: Fragment) -> Iterator[Fault]:
    at, name = fragment.start.offset, fragment.start.name
    if fragment.nested:
        yield Fault("LDN953", at, "stands in another fragment, so that their texts run together: close that one first")
    if not fragment.closed:
        yield Fault("LDN953", at, f"is not closed: the page was cut, or the </{name}> is missing or stands in the wrong place")


def _only_of_an_older_schema(card: Card, fragment: Fragment) -> bool:
    """Tell whether the digest may differ only because an older schema wrote the same content in another way."""
    older = _numbers(fragment.start.attributes[contract.SCHEMA]) < _numbers(card.versions.schema_version)
    return older and _packs(fragment) == _made_of(card)


def _outdated(card: Card, fragment: Fragment) -> Fault:
    at, theirs, ours = fragment.start.offset, _packs(fragment), _made_of(card)
    if theirs == ours:
        message = (
            f"has the digest of another card than its versions hold: {MAKE_ANEW}, and give a pack that changed a new version"
        )
        return Fault("LDN959", at, message, contract.DIGEST)
    changes = [
        f"{name} {theirs.get(name, 'not in it')}, now {ours.get(name, 'not in it')}"
        for name in {**theirs, **ours}
        if theirs.get(name) != ours.get(name)
    ]
    return Fault("LDN960", at, f"is stale: the card has changed since ({'; '.join(changes)}): {MAKE_ANEW}", contract.DIGEST)


def _unlisted(card: Card, fragment: Fragment) -> Iterator[Fault]:
    listed = set(fragment.start.attributes[contract.CAVEATS].split())
    lacking = ", ".join(caveat.id for caveat in card.caveats if caveat.id not in listed)
    if lacking:
        message = f"does not list {lacking}, which the card requires: {MAKE_ANEW}"
        yield Fault("LDN961", fragment.start.offset, message, contract.CAVEATS)


def _unsealed(fragment: Fragment) -> Iterator[Fault]:
    """Yield a fault where the text is not the one that its digest was made of."""
    digest = fragment.start.attributes.get(contract.TEXT)
    if digest is not None and digest.strip() != contract.digest_of(fragment.shown.text):
        message = f"has another text than it was made with, or some of it is hidden: {MAKE_ANEW}, or take back the change"
        yield Fault("LDN967", fragment.start.offset, message, contract.TEXT)


def _packs(fragment: Fragment) -> dict[str, str]:
    pairs = (item.partition("@") for item in fragment.start.attributes[contract.CONTENT].split())
    return {name: version for name, _, version in pairs}


def _made_of(card: Card) -> Mapping[str, str]:
    return {pack.id: pack.content_version for pack in card.packs}


def _numbers(version: str) -> tuple[int, ...]:
    """Return a version as numbers to compare.

    >>> _numbers("2026.11.10") > _numbers("2026.11.9")
    True
    """
    numbers = [int(number) for number in version.strip().split(".")]
    return (*numbers, *(0,) * (3 - len(numbers)))


def _quoted(text: str) -> str:
    return repr(text if len(text) <= 80 else f"{text[:80]}…")
