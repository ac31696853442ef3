"""Where each thing is: the `@id` by which nodes name each other."""

from __future__ import annotations

from collections.abc import Mapping

from ldn_content.export.addresses import checked_base, under

THERAPY = "therapy/low-dose-naltrexone"
"""What stands for low-dose naltrexone as a treatment; no entry has such a kind."""


class Addresses:
    """Gives each reference its address.

    >>> Addresses("https://example.org/ldn/").of("condition/fibromyalgia#pain")
    'https://example.org/ldn/condition/fibromyalgia#pain'
    >>> Addresses().of("condition/fibromyalgia#pain", "Certainty")
    'urn:ldn-content:condition:fibromyalgia#Certainty:pain'
    """

    def __init__(self, base: str | None = None, homes: Mapping[str, str] | None = None) -> None:
        """Take the address under which everything is, or that of single references.

        Args:
            base: an http or https address without query and fragment; it goes before `homes`.
            homes: the base of each reference (`kind/id`) that has one of its own.

        Raises:
            InvalidOption: a base is no such address.
        """
        self._base = checked_base(base)
        checked = {each: checked_base(each) for each in set((homes or {}).values())}
        self._homes = {reference: checked[each] for reference, each in (homes or {}).items()}
        self._made: dict[tuple[str, str], str] = {}  # the same few thousand are asked for two hundred thousand times

    def of(self, reference: str, part: str = "") -> str:
        """Return the address of an entry, of a claim, or of a part that is named in capitals: no claim's id has any."""
        made = self._made.get((reference, part))
        if made is None:
            made = self._made[reference, part] = self._make(reference, part)
        return made

    def _make(self, reference: str, part: str) -> str:
        name, _, claim = reference.partition("#")
        page = under(self._base or self._homes.get(name), name)
        fragment = f"{part}:{claim}" if part and claim else part or claim
        return f"{page}#{fragment}" if fragment else page
