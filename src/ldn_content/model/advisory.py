"""Advisories: what was wrong in released content and matters for safety, so that whoever pins a release can learn of it."""

from typing import TYPE_CHECKING, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from ldn_content.model.base import AnyReference, Identifier, Model, Month, Text, Version, pattern, refuse, unique

if TYPE_CHECKING:
    AdvisoryId: TypeAlias = str
else:
    AdvisoryId = pattern("AdvisoryId", "^[A-Z]{2,10}-20[0-9]{2}-[0-9]{3,5}$", words="letters, a year and a number: LDN-2026-001")


def version_numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, so that two can be compared; noughts at the end say nothing.

    >>> version_numbers("2026.11.0") == version_numbers("2026.11") < version_numbers("2026.11.1")
    True
    """
    numbers = [int(part) for part in version.split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


class Advisory(Model):
    """A correction that matters for safety. What is released is never changed: a newer version of the content has it right."""

    id: AdvisoryId
    """Its name, for ever."""
    published: Month
    """When it was made known."""
    title: Text
    """What it is about, in a line."""
    was: Text
    """What was wrong, or missing."""
    now: Text
    """What is right now."""
    action: Text
    """What a host that shows the older content should do."""
    entries: tuple[AnyReference, ...] = Field(min_length=1)
    """The entries or claims that were mended or added; a retired id still counts."""
    introduced: Version
    """The first version of the content that has the fault."""
    fixed_in: Version
    """The first version of the content that has it right."""
    package: Version
    """The first release of ldn-content with that content."""

    @model_validator(mode="after")
    def _fixed_later(self) -> Self:
        if version_numbers(self.fixed_in) <= version_numbers(self.introduced):
            refuse(f"fixed_in {self.fixed_in!r} is not later than introduced {self.introduced!r}", "fixed_in")
        return self

    def applies_to(self, content_version: str) -> bool:
        """Tell whether a version of the content has the fault."""
        first, right = version_numbers(self.introduced), version_numbers(self.fixed_in)
        return first <= version_numbers(content_version) < right


class Advisories(Model):
    """advisories.json: all advisories on the content of one pack, the oldest first."""

    kind: Literal["advisories"]
    """The kind of file."""
    pack: Identifier
    """The pack whose versions are meant."""
    advisories: tuple[Advisory, ...]
    """Each fault once."""

    @model_validator(mode="after")
    def _ids_unique(self) -> Self:
        unique(tuple(item.id for item in self.advisories), "the advisory", "advisories")
        return self
