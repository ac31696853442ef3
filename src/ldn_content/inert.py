"""Text that shows what is in it and does nothing: to a terminal, and to the log of a CI run.

Much of what is printed comes from others: names of files, keys, ids, sentences.
"""

from __future__ import annotations


def inert(text: str) -> str:
    r"""Return a text as one line that shows what is in it and does nothing: no control characters, no command to GitHub's log.

    >>> inert("a\nb\x1b[31m"), inert("::error::x"), inert("see ##[group]")
    ('a\\nb\\x1b[31m', './::error::x', 'see # #[group]')
    """
    visible = printable(text).replace("##[", "# #[")
    return f"./{visible}" if visible.lstrip().startswith("::") else visible


def inert_lines(text: str) -> str:
    r"""Return a text of several lines, each of them inert.

    >>> print(inert_lines("two\n::error::x"))
    two
    ./::error::x
    """
    return "\n".join(map(inert, text.split("\n")))


def printable(text: str, kept: str = "") -> str:
    """Return a text with all that cannot be seen, but for the characters that are to be kept, written as escapes."""
    return text if text.isprintable() else "".join(c if c.isprintable() or c in kept else ascii(c)[1:-1] for c in text)
