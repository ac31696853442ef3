"""What a pack says of itself: the fields of pack.json."""

from typing import TYPE_CHECKING, Literal, TypeAlias

from ldn_content.model.base import (
    AnyReference,
    EntryReference,
    Identifier,
    LanguageTag,
    Model,
    Month,
    Text,
    Version,
    WebAddress,
    pattern,
)
from ldn_content.model.entry import Review

if TYPE_CHECKING:
    RuleCode: TypeAlias = str
else:
    RuleCode = pattern("RuleCode", "^LDN[0-9]{3}$")


class Waiver(Model):
    """A finding that is accepted for a time. One that no longer fits, or has expired, is itself a finding."""

    code: RuleCode
    """The rule that is waived."""
    entry: AnyReference
    """The entry, or claim, at which it is waived."""
    reason: Text
    """Why it is right to leave it so."""
    expires: Month
    """The last month in which the waiver holds."""


class Manifest(Model):
    """pack.json."""

    kind: Literal["pack"]
    """The kind of file."""
    id: Identifier
    """The name of the pack, for ever."""
    title: Text
    """The name that is shown."""
    language: LanguageTag
    """The language of all its text (BCP 47)."""
    schema_version: Version
    """The schema that the files follow."""
    content_version: Version
    """The version of the content."""
    licence: Text
    """SPDX expression of the content's licence."""
    attribution: Text
    """The line to show when the content is used."""
    publisher: Text
    """Who publishes it."""
    funding: Text
    """Who pays for it, or that this is not stated."""
    review: Review
    """Who has looked at it; holds for each entry that names no review of its own."""
    base_uri: WebAddress | None = None
    """Where its identifiers live; urn:ldn-content: without one."""
    replaces: tuple[EntryReference, ...] = ()
    """Entries of other packs that this one replaces."""
    waivers: tuple[Waiver, ...] = ()
    """Findings that are accepted for a time."""
