"""The base of every model, and the kinds of text and number that their fields hold."""

import unicodedata
from math import isfinite
from typing import TYPE_CHECKING, Literal, NoReturn, TypeAlias

from pydantic import BaseModel, ConfigDict
from pydantic_core import core_schema

_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d\u00a0"))  # needed by some scripts, harmless in all
_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"


class Model(BaseModel):
    """A frozen record without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


def clean(text: str) -> str:
    """Return the text if it is one line in NFC, without control or direction-changing characters.

    >>> clean("Sjögren’s")
    'Sjögren’s'

    Raises:
        ValueError: naming the first character that is not allowed.
    """
    if text.isascii() and text.isprintable() and text[:1] != " " and text[-1:] != " ":
        return text
    if text != text.strip():
        raise ValueError("begins or ends with white space: remove it")
    visible = text.translate(_JOINERS)
    if text and not visible.strip():
        raise ValueError("shows nothing: give some text, or leave the field out")
    if not visible.isprintable():
        bad = next(c for c in visible if not c.isprintable())
        raise ValueError(f"contains U+{ord(bad):04X}, a control, direction or unassigned character: remove it")
    if not unicodedata.is_normalized("NFC", text):
        raise ValueError("is not in Unicode normal form NFC: normalise it")
    return text


def _number(value: object) -> int | float:
    if type(value) is int and abs(value) <= 10**15:
        return value
    if type(value) is float and isfinite(value) and abs(value) <= 1e15:
        return int(value) if value.is_integer() else value
    raise ValueError("must be a finite number between -1e15 and 1e15, written as a JSON number")


WANTED: dict[str, str] = {}
"""What each pattern wants, in words."""


def _kind(name: str, schema: core_schema.CoreSchema, json_schema: dict[str, str] | None = None) -> type:
    """Return a type that Pydantic validates by a schema made once: `Annotated` costs twice the time at each of 250 fields."""
    methods = {"__get_pydantic_core_schema__": classmethod(lambda *_: dict(schema))}
    if json_schema is not None:
        methods["__get_pydantic_json_schema__"] = classmethod(lambda *_: dict(json_schema))
    return type(name, (), methods)


def _text(name: str, longest: int) -> type:
    plain = core_schema.str_schema(min_length=1, max_length=longest)
    return _kind(name, core_schema.no_info_after_validator_function(clean, plain))


def pattern(name: str, regex: str, longest: int | None = None, words: str = "") -> type:
    """Return a type of text that a regular expression describes, and keep its words for messages."""
    WANTED[regex] = words
    plain = core_schema.str_schema(pattern=regex, max_length=longest)
    # what says only which characters it does not allow lets control characters through
    return _kind(name, core_schema.no_info_after_validator_function(clean, plain) if "[^" in regex else plain)


if TYPE_CHECKING:
    Text: TypeAlias = str
    Short: TypeAlias = str
    ShortCaution: TypeAlias = str
    Identifier: TypeAlias = str
    EntryReference: TypeAlias = str
    ClaimReference: TypeAlias = str
    AnyReference: TypeAlias = str
    PartReference: TypeAlias = str
    Month: TypeAlias = str
    Version: TypeAlias = str
    LanguageTag: TypeAlias = str
    WebAddress: TypeAlias = str
    Number: TypeAlias = int | float
    Count: TypeAlias = int
    Year: TypeAlias = int
    Flag: TypeAlias = bool
else:
    Text = _text("Text", 6000)
    """One paragraph: NFC, no control characters, nothing at its ends."""
    Short = _text("Short", 150)
    """One sentence that may stand alone."""
    ShortCaution = _text("ShortCaution", 110)
    """The same for a caveat."""
    Identifier = pattern("Identifier", f"^{_ID}$", 80, words="small letters, digits and single hyphens")
    """Kebab-case ASCII."""
    EntryReference = pattern("EntryReference", f"^{_ID}/{_ID}$", 200, words="kind/id")
    """`kind/id`."""
    ClaimReference = pattern("ClaimReference", f"^{_ID}/{_ID}#{_ID}$", 200, words="kind/id#claim")
    """`kind/id#claim`."""
    AnyReference = pattern("AnyReference", f"^{_ID}/{_ID}(?:#{_ID})?$", 200, words="kind/id or kind/id#claim")
    """`kind/id` or `kind/id#claim`."""
    PartReference = pattern("PartReference", f"^{_ID}#{_ID}$", 200, words="source#part")
    """`source#part`: a result, a statement, `study` for the study block, or `limitations`."""
    Month = pattern("Month", "^(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])$", words="a month, as YYYY-MM")
    """YYYY-MM."""
    Version = pattern("Version", r"^[0-9]{1,6}\.[0-9]{1,6}(?:\.[0-9]{1,6})?$", words="numbers with dots, such as 1.2.0")
    """Numbers with dots, as in SemVer or CalVer."""
    LanguageTag = pattern("LanguageTag", "^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$", words="a BCP 47 tag, such as en or pt-BR")
    """BCP 47."""
    WebAddress = pattern("WebAddress", r"""^https?://[^\s<>"'`\\]+$""", 500, words="an http or https address")
    """An http or https address; no other scheme is a link."""
    Number = _kind("Number", core_schema.no_info_plain_validator_function(_number), {"type": "number"})
    """A finite number; 66.0 is kept as 66, so that a round trip through any JSON tool changes nothing."""
    Count = _kind("Count", core_schema.int_schema(strict=True, ge=0, le=10**9))
    """How many."""
    Year = _kind("Year", core_schema.int_schema(strict=True, ge=1900, le=2100))
    """A calendar year."""
    Flag = _kind("Flag", core_schema.bool_schema(strict=True))
    """True or false, and nothing that merely looks like it."""

FieldPath: TypeAlias = tuple[str | int, ...]
"""Where a value stands in an entry: keys and places in lists, from the outside in."""
DoseClass = Literal[
    "low",
    "very-low-or-ultra-low",
    "standard-or-high",
    "mixed",
    "unclear-or-not-applicable",
    "not-naltrexone",
]
"""`low` is about 1 to 6 mg a day by mouth; only `low` speaks for LDN."""


class Refused(ValueError):
    """What a model says of fields that do not agree.

    Attributes:
        path: the field that is told, from the model on.
    """

    def __init__(self, message: str, path: FieldPath = ()) -> None:
        super().__init__(message)
        self.path = path


def refuse(message: str, *path: str | int) -> NoReturn:
    """Raise the ValueError that Pydantic turns into an error at this model; the path says at which field of it.

    Raises:
        Refused: always.
    """
    raise Refused(message, path)


def unique(items: tuple[str, ...], what: str, field: str | tuple[FieldPath, ...]) -> None:
    """Refuse a tuple in which a value stands twice; the second is told.

    Args:
        items: the values.
        what: what each of them is.
        field: the list in which they stand, or the place of each.

    Raises:
        Refused: a value stands twice.
    """
    if len(set(items)) != len(items):
        second = next(place for place, item in enumerate(items) if item in items[:place])
        path = (field, second) if isinstance(field, str) else field[second]
        refuse(f"{what} {items[second]!r} stands twice: remove or rename one", *path)
