"""Things as keys of a cache: what was read from one is kept without comparing all that it holds."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Itself(Generic[T]):
    """A thing that equals only itself.

    >>> one, same = ["a"], ["a"]
    >>> Itself(one) == Itself(one), Itself(one) == Itself(same)
    (True, False)
    """

    __slots__ = ("it",)

    def __init__(self, it: T) -> None:
        self.it = it

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)
