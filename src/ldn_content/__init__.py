"""Validated, cited, evidence-graded content about low-dose naltrexone (LDN).

Importing this module loads nothing else: names are filled in when they are first used (PEP 562).

>>> import ldn_content as ldn
>>> ldn.conditions["fibromyalgia"].headline
'pain'
>>> print(ldn.card("condition/fibromyalgia#pain").to_text(form="line"))
On average, LDN may make little or no difference to fibromyalgia pain. LDN can cause sudden, severe withdrawal in people who use \
opioid medicines. Ask before you combine them. Cautions: condition/fibromyalgia
"""

from ldn_content.versions import CONTENT_VERSION, SCHEMA_VERSION, __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ldn_content import advisories as advisories
    from ldn_content.builtin import (
        card,
        caveats,
        claim,
        claim_reviews,
        conditions,
        entry,
        find,
        lookup,
        questions,
        search,
        sources,
        substances,
        terms,
        topics,
    )
    from ldn_content.errors import (
        CorruptData,
        FormTooLong,
        InvalidOption,
        InvalidPack,
        LdnContentError,
        NoFigure,
        UnknownEntry,
        UnknownLanguage,
        UnsupportedSchema,
    )
    from ldn_content.findings import Finding
    from ldn_content.index import Hit
    from ldn_content.library import Library
    from ldn_content.model.card import Card
    from ldn_content.names import Match
    from ldn_content.pages import Page, page

_HOMES = {
    "builtin": (
        "card", "caveats", "claim", "claim_reviews", "conditions", "entry", "find", "lookup", "questions", "search",
        "sources", "substances", "terms", "topics",
    ),
    "errors": (
        "CorruptData", "FormTooLong", "InvalidOption", "InvalidPack", "LdnContentError", "NoFigure", "UnknownEntry",
        "UnknownLanguage", "UnsupportedSchema",
    ),
    "findings": ("Finding",),
    "index": ("Hit",),
    "library": ("Library",),
    "model.card": ("Card",),
    "names": ("Match",),
    "pages": ("Page", "page"),
}  # fmt: skip

__all__ = [
    "CONTENT_VERSION",
    "SCHEMA_VERSION",
    "Card",
    "CorruptData",
    "Finding",
    "FormTooLong",
    "Hit",
    "InvalidOption",
    "InvalidPack",
    "LdnContentError",
    "Library",
    "Match",
    "NoFigure",
    "Page",
    "UnknownEntry",
    "UnknownLanguage",
    "UnsupportedSchema",
    "__version__",
    "card",
    "caveats",
    "claim",
    "claim_reviews",
    "conditions",
    "entry",
    "find",
    "lookup",
    "page",
    "questions",
    "search",
    "sources",
    "substances",
    "terms",
    "topics",
]


def __getattr__(name: str) -> object:
    if name == "advisories":  # a module, which is an attribute of its package from its import on
        from importlib import import_module

        return import_module(f"{__name__}.{name}")
    for home, names in _HOMES.items():
        if name in names:
            from importlib import import_module

            value: object = getattr(import_module(f"{__name__}.{home}"), name)
            globals()[name] = value  # from now on a plain attribute
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
