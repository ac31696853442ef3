"""What the nodes of one graph are made with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ldn_content.export.json_ld.addresses import THERAPY, Addresses
from ldn_content.export.json_ld.nodes import Node, link, node
from ldn_content.model import Source

Borrowed = dict[str, Callable[[], Node]]
"""Nodes that stand on several cards, by address; made when they are first needed."""
NALTREXONE = "substance/naltrexone"


@dataclass(frozen=True, slots=True)
class Setting:
    """What the nodes of one graph are made with.

    Attributes:
        at: the addresses.
        known: the references whose own cards are in the graph.
        trials: the trials that are counted under a condition, by its reference.
        whole: whether cautions and publications stand in it whole, once for many pages, and not as one page needs them.
    """

    at: Addresses
    known: frozenset[str] = frozenset()
    trials: dict[str, tuple[Source, ...]] = field(default_factory=dict[str, tuple[Source, ...]])
    whole: bool = False

    def naltrexone(self) -> Node:
        """Return the medicine: a link where it is in the graph."""
        return link(self.at.of(NALTREXONE, "Drug")) if NALTREXONE in self.known else node("Drug", name="Naltrexone")

    def therapy(self) -> Node:
        """Return a link to low-dose naltrexone as a treatment."""
        return link(self.at.of(THERAPY))


@dataclass(frozen=True, slots=True)
class Described:
    """What a card, or a part of one, gives to a graph.

    Attributes:
        main: the address of the node that it is all about, if there is one.
        own: nodes that no other card describes more fully.
        borrowed: nodes that may stand on other cards too.
        parts: links to what the page consists of beside claims and cautions.
    """

    main: str | None = None
    own: tuple[Node, ...] = ()
    borrowed: Borrowed = field(default_factory=dict[str, Callable[[], Node]])
    parts: tuple[Node, ...] = ()
