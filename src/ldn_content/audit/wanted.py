"""What has to stand in a fragment, and whether it does: sentences, caveats, and the way to those that are not shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from ldn_content.fragments import cautions, contract, sentences
from ldn_content.fragments.page import CAVEAT, MORE, SHARED, Embedded, Fragment, Marked, normalised
from ldn_content.model.card import Card

MAKE_ANEW = "make the fragment anew from the card"
_NAMED = 5
Elements = Mapping[str, Sequence[Marked]]


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
    """

    sentences: Mapping[str, str]
    caveats: Mapping[str, tuple[str, ...]]
    must_read: Mapping[str, tuple[str, ...]]
    known: Mapping[str, tuple[str, ...]]


def wanted(card: Card, form: str, audience: str) -> Wanted:
    """Return what a card wants to stand in a fragment."""
    known: dict[str, tuple[str, ...]] = {}
    for item in card.caveats:
        texts = (item.short, item.plain, item.clinical or item.plain, *(action.text for action in item.actions))
        known[item.id] = tuple(map(normalised, texts))
    held = {name: tuple(map(normalised, texts)) for name, texts in cautions(card, form, audience).items()}
    short = normalised(card.short)  # the card of a caveat says it itself
    grave = {item.id: known[item.id][:3] for item in card.must_read if item.id in held and known[item.id][0] not in short}
    caveats = held if form == "full" else {name: held[name] for name in grave}
    return Wanted({text: normalised(text) for text in sentences(card, form, audience)}, caveats, grave, known)


def faults(wanted: Wanted, fragment: Fragment, page: Embedded) -> Iterator[Fault]:
    """Yield where a fragment does not hold what its card wants."""
    for place, (sentence, text) in enumerate(wanted.sentences.items()):
        if text not in fragment.shown.text:
            what = "a sentence of the card" if place else "the short of the card"
            message = f"does not show {what} word for word, which is {sentence!r}: {MAKE_ANEW}"
            yield Fault("LDN966", fragment.start.offset, message)
    own, every = _elements(fragment, page)
    absent = [name for name in wanted.caveats if name not in (own if name in wanted.must_read else every)]
    yield from _absent(absent, fragment, page)
    short = next(iter(wanted.sentences.values()))
    folded = short in fragment.shown.text and short not in fragment.shown.unfolded  # all of it is, so nothing is left behind
    for name in [name for name in wanted.known if name in every and name not in absent]:
        yield from _changed(name, wanted, own.get(name, ()), every[name], folded=folded)
    if fragment.start.attributes[contract.FORM] != "full":
        yield from _way([name for name in wanted.known if not _heard(wanted.known[name], own.get(name, ()))], fragment, page)


def faults_of_old(fragment: Fragment, page: Embedded) -> Iterator[Fault]:
    """Yield what can be told of a fragment whose card is no longer known: by what it says of itself."""
    listed = fragment.start.attributes[contract.CAVEATS].split()
    own, every = _elements(fragment, page)
    if fragment.start.attributes[contract.FORM] == "full":
        yield from _absent([name for name in listed if name not in every], fragment, page)
        for name in [name for name in listed if name in every]:
            if not any(item.shown.text for item in every[name]):
                yield _unheard(name, "", every[name])
    else:
        yield from _way([name for name in listed if name not in own], fragment, page)


def _elements(fragment: Fragment, page: Embedded) -> tuple[Elements, Elements]:
    """Return the elements of each caveat: of the fragment alone, and with those of what it shares with others and links to."""
    shared = [page.shared[name] for name in dict.fromkeys(map(_anchor, fragment.ways)) if name in page.shared]
    seen = [part for part in shared if fragment.hidden or not part.hidden]
    return _by_caveat(fragment.caveats), _by_caveat([*fragment.caveats, *(item for part in seen for item in part.caveats)])


def _by_caveat(elements: Iterable[Marked]) -> Elements:
    found: dict[str, list[Marked]] = {}
    for item in elements:
        found.setdefault(item.caveat, []).append(item)
    return found


def _absent(names: Sequence[str], fragment: Fragment, page: Embedded) -> Iterator[Fault]:
    """Yield one fault for all caveats that have no element: where others share them, the link to these is at fault."""
    if not names:
        return
    listed = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
    if {item.caveat for part in page.shared.values() for item in part.caveats}.issuperset(names):
        message = f"has no link with {MORE} to the visible element with {SHARED} that holds {listed}: link to its id"
        yield Fault("LDN965", fragment.start.offset, message, MORE)
    else:
        yield Fault("LDN962", fragment.start.offset, f"has no element with {CAVEAT} for {listed}: {MAKE_ANEW}", CAVEAT)


def _changed(name: str, wanted: Wanted, own: Sequence[Marked], every: Sequence[Marked], *, folded: bool) -> Iterator[Fault]:
    """Yield one fault at most: a caveat whose elements do not show what they have to, or one that says something else."""
    for text in wanted.caveats.get(name, ()):
        if not _heard((text,), every):
            yield _unheard(name, text, every)
            return
    grave = wanted.must_read.get(name)
    if grave is not None and not any(
        text in (item.shown.text if folded else item.shown.unfolded) for text in grave for item in own
    ):
        yield _unheard(name, next((text for text in grave if any(text in item.shown.held for item in own)), grave[0]), own)
        return
    strange = [item for item in every if item.shown.text and not _heard(wanted.known[name], [item])]
    if strange:
        yield _unheard(name, wanted.known[name][0], strange)


def _heard(texts: Iterable[str], elements: Iterable[Marked]) -> bool:
    """Tell whether one of the texts is shown in one of the elements."""
    shown = [item.shown.text for item in elements]
    return any(text in held for text in texts for held in shown)


def _unheard(name: str, text: str, elements: Sequence[Marked]) -> Fault:
    """Return the fault of a caveat whose text is not shown: hidden or folded away if it is there, else changed or emptied."""
    hiding = next((item for item in elements if item.shown.held and text in item.shown.held), None)
    if hiding is not None:
        message = f"hides the caveat {name}: take away what hides or folds its element"
        return Fault("LDN963", hiding.offset, message, CAVEAT)
    first = elements[0]
    how = "other words than the card" if first.shown.text else "no words"
    return Fault("LDN964", first.offset, f"has {how} for the caveat {name}: {MAKE_ANEW}", CAVEAT)


def _way(unseen: Sequence[str], fragment: Fragment, page: Embedded) -> Iterator[Fault]:
    """Yield a fault where caveats are not shown and no link leads to them."""
    if unseen and not any(_leads(address, page) for address in fragment.ways):
        message = f"shows {len(unseen)} of its caveats nowhere, and has no link to them: add <a {MORE} href=…> to the full card"
        yield Fault("LDN965", fragment.start.offset, message, MORE)


def _leads(address: str, page: Embedded) -> bool:
    """Tell whether a link may lead somewhere, as far as the page tells."""
    if address.startswith("#"):
        return _anchor(address) in page.ids
    return bool(address) and not address.lower().startswith(("javascript:", "data:"))


def _anchor(address: str) -> str:
    """Return the id that a link within the page names."""
    return unquote(address.removeprefix("#")) if address.startswith("#") else ""
