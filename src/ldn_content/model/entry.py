"""What every entry has."""

from typing import Literal, Self

from pydantic import model_validator

from ldn_content.model.base import Identifier, Model, Month, Text, refuse

FOLDERS = {
    "topic": "topics",
    "condition": "conditions",
    "caveat": "caveats",
    "question": "questions",
    "claim-review": "claim-reviews",
    "term": "terms",
    "substance": "substances",
    "source": "sources",
    "retired": "retired",
}
"""The folder of each kind of entry, in the order in which kinds are listed."""
KINDS = tuple(FOLDERS)


class Review(Model):
    """Who has looked at the content, and when."""

    month: Month
    """When it was last looked at."""
    clinical: Literal["none", "reviewed"]
    """Whether a clinician has reviewed it."""
    reviewer: Text | None = None
    """Who reviewed it; needed where a clinician did."""

    @model_validator(mode="after")
    def _reviewer_named(self) -> Self:
        if (self.clinical == "reviewed") != (self.reviewer is not None):
            refuse(
                "a clinical review names its reviewer, and only a clinical review does",
                "clinical" if self.reviewer is None else "reviewer",
            )
        return self


class Entry(Model):
    """The fields that all kinds share. Entries are working objects; what is shown to people is a card."""

    kind: str
    """The kind of entry."""
    id: Identifier
    """Kebab-case ASCII, the stem of the file; for ever."""
    title: Text
    """The name that is shown."""
    aliases: tuple[Text, ...] = ()
    """Other names, each seen in a source or data set; may be shown."""
    search_words: tuple[Text, ...] = ()
    """Lay spellings: found, never shown."""
    review: Review | None = None
    """Where it differs from the pack's."""

    @property
    def reference(self) -> str:
        """`kind/id`."""
        return f"{self.kind}/{self.id}"

    def __str__(self) -> str:
        short: str = getattr(self, "short", self.title)
        return f"{short} (Cautions: {self.reference})"
