"""What has to stand in a fragment, and whether it does: sentences, caveats, and the way to those that are not shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ldn_content.audit.reach import Reach, Sharing, anchor, heard
from ldn_content.fragments import cautions, contract, sentences
from ldn_content.fragments.page import CAVEAT, MORE, SHARED, Fragment, Marked, normalised
from ldn_content.model.card import Card

MAKE_ANEW = "make the fragment anew from the card"
_NAMED = 5
_LABEL = 60
"""How many characters an element may have beside the short of a caveat, and still be one that holds the short alone."""


class Fault(NamedTuple):
    """What is wrong with a fragment.

    Attributes:
        code: the rule.
        offset: where on the page.
        message: what is wrong and how to mend it.
        field: the attribute that it is about.
    """

    code: str
    offset: int
    message: str
    field: str = ""


class Wanted(NamedTuple):
    """What a card wants to stand in a fragment of one form, for one audience. All is normalised but the keys of `sentences`.

    Attributes:
        sentences: what stands anywhere in it, by how the card writes it; the short is the first.
        caveats: what the elements of a caveat hold together, by its id.
        must_read: what an element of the fragment itself holds one of, to be read before anything is opened, by caveat.
        known: all that the card has to say of a caveat, by its id; the short is the first.
        said: the caveats whose short the short of the card says itself: it is a card of theirs.
    """

    sentences: Mapping[str, str]
    caveats: Mapping[str, tuple[str, ...]]
    must_read: Mapping[str, tuple[str, ...]]
    known: Mapping[str, tuple[str, ...]]
    said: frozenset[str]


def wanted(card: Card, form: str, audience: str) -> Wanted:
    """Return what a card wants to stand in a fragment."""
    known: dict[str, tuple[str, ...]] = {}
    for item in card.caveats:
        texts = (item.short, item.plain, item.clinical or item.plain, *(action.text for action in item.actions))
        known[item.id] = tuple(map(normalised, texts))
    held = {name: tuple(map(normalised, texts)) for name, texts in cautions(card, form, audience).items()}
    short = normalised(card.short)
    said = frozenset(name for name, texts in known.items() if texts[0] in short)
    grave = {item.id: known[item.id][:3] for item in card.must_read if item.id in held and item.id not in said}
    caveats = held if form == "full" else {name: held[name] for name in grave}
    return Wanted({text: normalised(text) for text in sentences(card, form, audience)}, caveats, grave, known, said)


def faults(wanted: Wanted, fragment: Fragment, sharing: Sharing) -> Iterator[Fault]:
    """Yield where a fragment does not hold what its card wants."""
    for place, (sentence, text) in enumerate(wanted.sentences.items()):
        if text not in fragment.shown.text:
            what = "a sentence of the card" if place else "the short of the card"
            message = f"does not show {what} word for word, which is {sentence!r}: {MAKE_ANEW}"
            yield Fault("LDN966", fragment.start.offset, message)
    reach = Reach(fragment, sharing)
    lost = {name: [text for text in texts if not reach.says(name, text)] for name, texts in wanted.caveats.items()}
    unlinked = [name for name, texts in lost.items() if texts and all(reach.unlinked(name, text) for text in texts)]
    absent = [name for name in wanted.caveats if name not in unlinked and _absent(name, wanted, lost[name], reach)]
    yield from _named("LDN965", unlinked, fragment)
    yield from _named("LDN962", absent, fragment)
    folded = _folded(wanted, fragment)
    for name in wanted.known:
        if name not in unlinked and name not in absent:
            yield from _changed(name, wanted, lost.get(name, ()), reach, folded=folded)
    if fragment.start.attributes[contract.FORM] != "full":
        others = [name for name in wanted.known if name not in wanted.caveats and name not in wanted.said]
        yield from _way([name for name in others if not heard(wanted.known[name], reach.own.get(name, ()))], fragment, sharing)


def faults_of_old(fragment: Fragment, sharing: Sharing) -> Iterator[Fault]:
    """Yield what can be told of a fragment whose card is no longer known: by what it says of itself."""
    listed = fragment.start.attributes[contract.CAVEATS].split()
    reach = Reach(fragment, sharing)
    if fragment.start.attributes[contract.FORM] == "full":
        found = {name: reach.elements(name) for name in listed}
        yield from _named("LDN962", [name for name, elements in found.items() if not elements], fragment)
        for name, elements in found.items():
            if elements and not any(item.shown.text for item in elements):
                yield _unheard(name, "", elements)
    else:
        yield from _way([name for name in listed if not reach.own.get(name)], fragment, sharing)


def _absent(name: str, wanted: Wanted, lost: Sequence[str], reach: Reach) -> bool:
    """Tell whether a caveat has no element, or none but short ones where more is wanted."""
    elements = reach.own.get(name, ()) if name in wanted.must_read else reach.elements(name)
    short = wanted.known[name][0]
    brief = all(short in item.shown.text and len(item.shown.held) < len(short) + _LABEL for item in elements)
    return not elements or (bool(lost) and brief)


def _folded(wanted: Wanted, fragment: Fragment) -> bool:
    """Tell whether the whole card is folded, the short with it, so that folding leaves nothing behind."""
    short = next(iter(wanted.sentences.values()))
    return short in fragment.shown.text and short not in fragment.shown.unfolded


def _named(code: str, names: Sequence[str], fragment: Fragment) -> Iterator[Fault]:
    """Yield one fault for all caveats that have no element, or that only an element holds to which no link leads."""
    if not names:
        return
    listed = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
    if code == "LDN965":
        message = f"has no link with {MORE} to the visible element with {SHARED} that holds {listed}: link to its id"
        yield Fault(code, fragment.start.offset, message, MORE)
    else:
        yield Fault(code, fragment.start.offset, f"has no element with {CAVEAT} for all of {listed}: {MAKE_ANEW}", CAVEAT)


def _changed(name: str, wanted: Wanted, lost: Sequence[str], reach: Reach, *, folded: bool) -> Iterator[Fault]:
    """Yield one fault at most: a caveat whose elements do not show what they have to, or one that says something else."""
    grave, own = wanted.must_read.get(name), reach.own.get(name, ())
    if lost:
        yield _unheard(name, lost[0], reach.elements(name))
    elif grave and not any(text in (item.shown.text if folded else item.shown.unfolded) for text in grave for item in own):
        yield _unheard(name, next((text for text in grave if any(text in item.shown.held for item in own)), grave[0]), own)
    else:
        other = reach.strange(name, wanted.known[name])
        if other is not None:
            yield _unheard(name, wanted.known[name][0], (other,))


def _unheard(name: str, text: str, elements: Sequence[Marked]) -> Fault:
    """Return the fault of a caveat whose text is not shown: hidden or folded away if it is there, else changed or emptied."""
    hiding = next((item for item in elements if item.shown.held and text in item.shown.held), None)
    if hiding is not None:
        message = f"hides the caveat {name}: take away what hides or folds its element"
        return Fault("LDN963", hiding.offset, message, CAVEAT)
    first = elements[0]
    how = "other words than the card" if first.shown.text else "no words"
    return Fault("LDN964", first.offset, f"has {how} for the caveat {name}: {MAKE_ANEW}", CAVEAT)


def _way(unseen: Sequence[str], fragment: Fragment, sharing: Sharing) -> Iterator[Fault]:
    """Yield a fault where caveats are not shown and no link leads to them."""
    if unseen and not any(_leads(address, sharing) for address in fragment.ways):
        message = f"does not show {len(unseen)} of its caveats, and has no link to them: add <a {MORE} href=…> to the full card"
        yield Fault("LDN965", fragment.start.offset, message, MORE)


def _leads(address: str, sharing: Sharing) -> bool:
    """Tell whether a link may lead somewhere, as far as the page tells."""
    if address.startswith("#"):
        return anchor(address) in sharing.ids
    return bool(address) and not address.lower().startswith(("javascript:", "data:"))
