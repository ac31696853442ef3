"""Where an entry or a claim is, for those who meet it outside the library: an address on the web, or a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ldn_content.errors import InvalidOption

if TYPE_CHECKING:
    from ldn_content.library import Library

_BASE = re.compile(r"""https?://[^\s<>"'`\\{}|^/?#@]+(?:/[^\s<>"'`\\{}|^?#]*)?""")


def address(library: Library, reference: str, base: str | None = None) -> str:
    """Return where a reference is: under the base, else under the base of its pack, else a URN.

    Args:
        library: the library that holds it.
        reference: `kind/id`, or `kind/id#claim`.
        base: what all addresses begin with, as `checked_base` returns it.

    Raises:
        UnknownEntry: there is no such entry.

    >>> from ldn_content.builtin import LIBRARY
    >>> address(LIBRARY, "term/placebo")
    'urn:ldn-content:term:placebo'
    >>> address(LIBRARY, "condition/fibromyalgia#pain", "https://example.org/ldn")
    'https://example.org/ldn/condition/fibromyalgia#pain'
    """
    manifest = library.pack_of(library.entry(reference.partition("#")[0])).manifest
    return under(base or (manifest.base_uri if manifest else None), reference)


def under(root: str | None, reference: str) -> str:
    """Return where a reference is under an address, or its URN without one.

    >>> under(None, "condition/fibromyalgia#pain")
    'urn:ldn-content:condition:fibromyalgia#pain'
    """
    return f"{root.rstrip('/')}/{reference}" if root else f"urn:ldn-content:{reference.replace('/', ':')}"


def checked_base(base: str | None) -> str | None:
    """Return a base without a slash at its end, if it is one.

    Raises:
        InvalidOption: it is no http or https address, or has a query or a fragment.

    >>> checked_base("https://example.org/ldn/")
    'https://example.org/ldn'
    """
    if base is None:
        return None
    if not base.isprintable() or not _BASE.fullmatch(base):
        raise InvalidOption(
            f"the base {base!r} is no http or https address without query and fragment: https://example.org/ldn is one"
        )
    return base.rstrip("/")
