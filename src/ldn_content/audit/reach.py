"""Which elements of a page say a caveat for a fragment: those in it, and those that cards share and it links to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import unquote

from ldn_content.fragments.page import Embedded, Fragment, Marked

Elements = Mapping[str, Sequence[Marked]]
_ASKED = 100
"""How many elements of one caveat are looked through for the place of a fault."""


class Sharing:
    """What the cards of a page share. Each question is answered once, however many cards ask it."""

    def __init__(self, page: Embedded) -> None:
        self.ids = page.ids
        self.sections: dict[str, Elements] = {name: by_caveat(part.caveats) for name, part in page.shared.items()}
        self.hidden = {name for name, part in page.shared.items() if part.hidden}
        self._said: dict[tuple[str, str, str], bool] = {}
        self._strange: dict[tuple[str, str, tuple[str, ...]], Marked | None] = {}

    def says(self, section: str, caveat: str, text: str) -> bool:
        """Tell whether a section shows a text in an element of the caveat."""
        key = (section, caveat, text)
        if key not in self._said:
            self._said[key] = heard((text,), self.sections[section].get(caveat, ()))
        return self._said[key]

    def strange(self, section: str, caveat: str, known: tuple[str, ...]) -> Marked | None:
        """Return an element of the caveat that shows nothing of what is known of it, but something else."""
        key = (section, caveat, known)
        if key not in self._strange:
            self._strange[key] = strange(known, self.sections[section].get(caveat, ()))
        return self._strange[key]


class Reach:
    """What a reader of a fragment gets to see of its caveats.

    Attributes:
        own: the elements in the fragment, by caveat.
    """

    def __init__(self, fragment: Fragment, sharing: Sharing) -> None:
        self.own = by_caveat(fragment.caveats)
        self._sharing = sharing
        named = dict.fromkeys(anchor(address) for address in fragment.ways)
        hidden = set[str]() if fragment.hidden else sharing.hidden
        self._linked = [name for name in named if name in sharing.sections and name not in hidden]

    def elements(self, caveat: str) -> Sequence[Marked]:
        """Return the first elements of a caveat: those of the fragment, then those that it links to."""
        linked = [item for name in self._linked for item in self._sharing.sections[name].get(caveat, ())[:_ASKED]]
        return [*self.own.get(caveat, ())[:_ASKED], *linked]

    def says(self, caveat: str, text: str) -> bool:
        """Tell whether a text is shown in an element of the caveat."""
        if heard((text,), self.own.get(caveat, ())):
            return True
        return any(self._sharing.says(name, caveat, text) for name in self._linked)

    def unlinked(self, caveat: str, text: str) -> bool:
        """Tell whether a text is in an element of the caveat that others may share, but this fragment does not link to."""
        return any(self._sharing.says(name, caveat, text) for name in self._sharing.sections if name not in self._linked)

    def strange(self, caveat: str, known: tuple[str, ...]) -> Marked | None:
        """Return an element of the caveat that shows nothing of what is known of it, but something else."""
        found = [self._sharing.strange(name, caveat, known) for name in self._linked]
        return next((item for item in (strange(known, self.own.get(caveat, ())), *found) if item), None)


def by_caveat(elements: Iterable[Marked]) -> Elements:
    """Return elements by the caveat that they hold."""
    found: dict[str, list[Marked]] = {}
    for item in elements:
        found.setdefault(item.caveat, []).append(item)
    return found


def heard(texts: Iterable[str], elements: Iterable[Marked]) -> bool:
    """Tell whether one of the texts is shown in one of the elements."""
    shown = [item.shown.text for item in elements]
    return any(text in held for text in texts for held in shown)


def strange(known: Iterable[str], elements: Iterable[Marked]) -> Marked | None:
    """Return the first element that shows something, but none of what is known."""
    return next((item for item in elements if item.shown.text and not heard(known, (item,))), None)


def anchor(address: str) -> str:
    """Return the id that a link within the page names; nothing for another link.

    >>> anchor("#for%20all"), anchor("/all")
    ('for all', '')
    """
    return unquote(address.removeprefix("#")) if address.startswith("#") else ""
