"""What a host chooses of how a card is shown. Nothing that it chooses takes a caveat away."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypedDict, get_args

from ldn_content.errors import InvalidOption
from ldn_content.model import Caveat
from ldn_content.model.card import FORMS, Card, Reference
from ldn_content.model.source import LinkKind
from ldn_content.render.labels import AUDIENCES

LINK_KINDS: tuple[str, ...] = get_args(LinkKind)
"""What a link of a source may lead to."""
CONTEXTS = {
    "uses-opioids": ("current-opioid-use", "hidden-opioids", "withdrawal-at-low-doses"),
    "stopped-opioids": ("opioid-free-interval", "opioid-over-sensitivity", "overdose-after-stopping"),
    "treated-for-opioid-dependence": ("treatment-for-dependence", "opioid-free-interval"),
    "pregnant": ("pregnancy",),
    "breastfeeding": ("breastfeeding",),
    "child": ("children",),
    "liver-problem": ("liver",),
    "kidney-problem": ("kidneys",),
    "low-mood": ("low-mood", "not-a-substitute-for-depression-treatment"),
    "surgery-or-injury": ("emergency-pain-relief",),
    "takes-other-medicines": ("other-medicines", "hidden-opioids"),
    "allergic": ("allergy",),
    "drives": ("driving",),
    "drug-test": ("drug-tests",),
}
"""What a reader may be or do, and the caveats of the built-in pack that are shown first to such a reader."""
_SCHEME = re.compile("[A-Za-z][A-Za-z0-9+.-]*:")
_SCHEMES = {"http:", "https:", "ldn:"}  # the last is that of the resources which the MCP server serves
_EMERGENCY = re.compile("[0-9+][0-9+(). /-]{0,30}")


class Options(TypedDict, total=False):
    """What `to_text`, `to_markdown` and `to_html` take.

    Attributes:
        audience: `plain` (default) or `clinical`.
        more: the address of the whole card, to which a shorter form links. `{reference}` in it becomes the card's reference,
            `{kind}` and `{id}` those of its entry. Without it, text and Markdown name the reference, the compact HTML holds
            what is left in a `<details>`, and a line of HTML is refused.
        emergency: the emergency number of the host's country, shown where an emergency is spoken of.
        links: the kinds of link that are shown (default: all); a source of another kind is cited without its address.
        context: what is known of the reader: names of `CONTEXTS`, or ids of caveats on the card. Those are shown first, beside
            all that would be shown without.
    """

    audience: str
    more: str | None
    emergency: str | None
    links: Collection[str]
    context: Collection[str]


class TextOptions(Options, total=False):
    """What text takes besides.

    Attributes:
        ascii: write ASCII only, for terminals that know no more.
    """

    ascii: bool


class HtmlOptions(Options, total=False):
    """What HTML takes besides.

    Attributes:
        heading: the level of the card's title, 1 to 6 (default: 2). What is below it has the next.
        prefix: what every id begins with (default: `ldn`). Give another where a card stands twice on a page.
    """

    heading: int
    prefix: str


class FitOptions(TextOptions, HtmlOptions, total=False):
    """What `Card.fit` takes: the options of the format that it is asked for."""


TEXT, MARKDOWN, HTML = (kind.__optional_keys__ for kind in (TextOptions, Options, HtmlOptions))
"""The names of the options of each format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """The options, checked.

    Raises:
        InvalidOption: one of them is not what it may be.
    """

    form: str = "full"
    audience: str = "plain"
    more: str | None = None
    emergency: str | None = None
    links: Collection[str] = frozenset(LINK_KINDS)
    context: Collection[str] = ()
    ascii: bool = False
    heading: int = 2
    prefix: str = "ldn"

    def __post_init__(self) -> None:
        for name, kind in (("audience", str), ("more", str | None), ("emergency", str | None), ("heading", int), ("prefix", str)):
            if not isinstance(getattr(self, name), kind):
                raise InvalidOption(f"{name} is no {type(getattr(self, name)).__name__}: {getattr(self, name)!r}")
        if self.form not in FORMS:
            raise InvalidOption(f"no form {self.form!r}: there are {', '.join(FORMS)}")
        if self.audience not in AUDIENCES:
            raise InvalidOption(f"no audience {self.audience!r}: there are {', '.join(AUDIENCES)}")
        for name in ("context", "links"):  # both are read more than once, and an iterator gives its names only once
            if isinstance(getattr(self, name), Iterator):
                object.__setattr__(self, name, tuple(getattr(self, name)))
            _names(name, getattr(self, name))
        _known("link", self.links, LINK_KINDS)
        if self.emergency is not None and _EMERGENCY.fullmatch(self.emergency) is None:
            raise InvalidOption(f"emergency is a number to call, such as '112', not {self.emergency!r}")
        if self.more is not None:
            _address(self.more)
        if not 1 <= self.heading <= 6:
            raise InvalidOption(f"heading is a level from 1 to 6, not {self.heading!r}")
        if re.fullmatch("[A-Za-z][A-Za-z0-9_-]*", self.prefix) is None:
            raise InvalidOption(f"prefix begins an id: letters, digits, '-' and '_', a letter first, not {self.prefix!r}")

    def way(self, card: Card) -> str | None:
        """Return the address of the whole card, if the host gave one."""
        if self.more is None:
            return None
        kind, _, name = card.entry.reference.partition("/")
        return self.more.replace("{reference}", card.reference).replace("{kind}", kind).replace("{id}", name)

    def address(self, reference: Reference) -> str | None:
        """Return the address of a source, if the host shows links of its kind."""
        return reference.url if reference.link_kind in self.links else None

    def promoted(self, card: Card) -> tuple[Caveat, ...]:
        """Return the caveats that the context of the reader names."""
        named = {caveat for name in self.context for caveat in CONTEXTS.get(name, (name,))}
        return tuple(item for item in card.caveats if item.id in named)

    def first(self, card: Card) -> tuple[Caveat, ...]:
        """Return what is read first: the caveats that the context names, then those that must be read in any case."""
        promoted = self.promoted(card)
        return (*promoted, *(item for item in card.must_read if item not in promoted)) if promoted else card.must_read


def chosen(cards: Iterable[Card], form: str, options: Mapping[str, Any], known: Collection[str]) -> Choices:
    """Return the choices for cards, checked.

    Args:
        cards: that are shown.
        form: of each.
        options: as the host gave them.
        known: the names of those that the format takes.

    Raises:
        InvalidOption: an option is not known, or not what it may be; or a name in the context is neither one of `CONTEXTS` nor
            the id of a caveat on one of the cards. A misspelt one would promote nothing, and nobody would see it.
    """
    unknown = [name for name in options if name not in known]
    if unknown:
        raise InvalidOption(f"no option {unknown[0]!r} here: there are {', '.join(sorted(known))}")
    choices = Choices(form=form, **options)
    if choices.context:
        own = (caveat.id for card in cards for caveat in card.caveats)
        _known("context", choices.context, (*CONTEXTS, *sorted(set(own))))
    return choices


def _names(what: str, given: object) -> None:
    if isinstance(given, str) or not isinstance(given, Collection):
        example = f": write {{{given!r}}}" if isinstance(given, str) else ""
        raise InvalidOption(f"{what} is a set of names, not {given!r}{example}")


def _known(what: str, given: Collection[str], known: Collection[str]) -> None:
    unknown = sorted(item for item in given if item not in known)
    if unknown:
        raise InvalidOption(f"no {what} {unknown[0]!r}: there are {', '.join(known)}")


def _address(more: str) -> None:
    scheme = _SCHEME.match(more.strip())  # a browser leaves out the spaces before it
    if not more.isprintable() or not more.strip() or (scheme and scheme[0].lower() not in _SCHEMES):
        raise InvalidOption(f"more is the address of a page, such as '/ldn/{{reference}}', not {more!r}")
