"""What can go wrong. Nothing here needs Pydantic."""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing, without loading it
if TYPE_CHECKING:
    from ldn_content.findings import Finding


class LdnContentError(Exception):
    """The base of every error of this library."""


class UnknownEntry(LdnContentError, KeyError):
    """No entry has this id, name or reference. The message suggests the nearest."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""  # KeyError would print the repr


class UnknownLanguage(LdnContentError, LookupError):
    """No built-in pack is in this language; another one is never shown in its place."""


class UnsupportedSchema(LdnContentError, ValueError):
    """A file follows a schema that this release does not know."""


class CorruptData(LdnContentError, ValueError):
    """A pack cannot be read at all, or a card is not what its digest says."""


class FormTooLong(LdnContentError, ValueError):
    """A form of a card does not fit. Nothing is ever cut: choose another form."""


class NoFigure(LdnContentError, LookupError):
    """There is not enough on record for a picture. The message says why, and which pictures there are."""


class InvalidOption(LdnContentError, ValueError):
    """An option is not what it may be; the message says what there is."""


class InvalidPack(LdnContentError, ValueError):
    """A pack has errors.

    Attributes:
        findings: all of them, in order of file and line.
        place: where the pack was read from; empty where that is not one place.
    """

    def __init__(self, findings: tuple[Finding, ...], place: str = "") -> None:
        super().__init__(findings, place)
        self.findings = findings
        self.place = place

    def __str__(self) -> str:
        shown = [str(finding) for finding in self.findings[:10]]
        rest = len(self.findings) - len(shown)
        return "\n".join(
            [f"{len(self.findings)} error(s) in {self.place or 'the pack'}:", *shown, *([f"… and {rest} more"] if rest else [])]
        )
