"""Every text of an entry, and where it stands. Which fields hold text is what their models say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final, NamedTuple, get_args

from ldn_content.model import AnyEntry, Claim, Model
from ldn_content.model.base import FieldPath, Short, ShortCaution, Text

_TEXTS: Final = (Text, Short, ShortCaution)


class Placed(NamedTuple):
    """A text with its place.

    Attributes:
        path: the field.
        text: what stands there.
        claim: the id of the claim that it stands in, if any.
        name: the last name in the path: `aliases` for each of the aliases.
    """

    path: FieldPath
    text: str
    claim: str
    name: str


def placed_texts(item: AnyEntry) -> Iterator[Placed]:
    """Yield every text of an entry with its place, in the order of the fields.

    >>> from ldn_content.model import Term
    >>> term = Term(kind="term", id="dud", title="Dud", aliases=["lookalike"], definition="A look-alike.")
    >>> [(place.path, place.text) for place in placed_texts(term)]
    [(('title',), 'Dud'), (('aliases', 0), 'lookalike'), (('definition',), 'A look-alike.')]
    """
    yield from _inside(item, (), "")


def _inside(item: Model, path: FieldPath, claim: str) -> Iterator[Placed]:
    for name, holds_text in _plan(type(item)):
        value = getattr(item, name)
        if not value:
            continue
        at = (*path, name)
        if not holds_text:
            for step, inner in enumerate(value) if isinstance(value, tuple) else [(None, value)]:
                if isinstance(inner, Model):
                    inside = at if step is None else (*at, step)
                    yield from _inside(inner, inside, inner.id if isinstance(inner, Claim) else claim)
        elif isinstance(value, str):
            yield Placed(at, value, claim, name)
        else:
            for step, text in enumerate(value):
                yield Placed((*at, step), text, claim, name)


@cache
def _plan(model: type[Model]) -> tuple[tuple[str, bool], ...]:
    """Return the fields that hold texts (true), or objects that hold such (false)."""
    plan: list[tuple[str, bool]] = []
    for name, field in model.model_fields.items():
        types = set(_types(field.annotation))
        if types.intersection(_TEXTS):
            plan.append((name, True))
        elif any(_plan(inner) for inner in types if isinstance(inner, type) and issubclass(inner, Model)):
            plan.append((name, False))
    return tuple(plan)


def _types(annotation: Any) -> Iterator[Any]:
    inner = get_args(annotation)
    yield from (found for item in inner for found in _types(item)) if inner else [annotation]
