"""Which codes are asked for: `--select` and `--ignore`, by whole codes or their beginnings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from ldn_content.check.pages import pages


@dataclass(frozen=True, slots=True)
class Selection:
    """Codes, or beginnings of codes, that are asked for and those that are not.

    The longer one that fits a code decides; of two that are equally long, that in `ignore`. Without `select`, all are asked for.

    Attributes:
        select: what is asked for; all without one.
        ignore: what is not.

    >>> chosen = Selection(("LDN4", "LDN201"), ("LDN402",))
    >>> [chosen.takes(code) for code in ("LDN401", "LDN402", "LDN201", "LDN202")]
    [True, False, True, False]
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    @classmethod
    def of(cls, select: Iterable[str], ignore: Iterable[str]) -> Self:
        """Return the selection of codes that are known.

        Raises:
            ValueError: no code begins so.
        """
        return cls(tuple(map(known, select)), tuple(map(known, ignore)))

    def takes(self, code: str) -> bool:
        """Return whether a code is asked for."""
        chosen = max((len(start) for start in self.select if code.startswith(start)), default=-1 if self.select else 0)
        return chosen > max((len(start) for start in self.ignore if code.startswith(start)), default=-1)


def known(text: str) -> str:
    """Return a code, or the beginning of one, as it is written.

    >>> known("ldn4")
    'LDN4'

    Raises:
        ValueError: no code begins so; the message names near ones.
    """
    wanted = text.strip().upper()
    if wanted and any(code.startswith(wanted) for code in pages()):
        return wanted
    raise ValueError(f"no code is or begins with {text[:40]!r}; {_near(wanted)}")


def _near(wanted: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(wanted[:20], pages(), n=3, cutoff=0.6)
    return f"did you mean {', '.join(near)}?" if near else "`ldn-content rule` lists all of them, such as LDN402 or LDN4"
