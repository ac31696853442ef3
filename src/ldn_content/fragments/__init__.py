"""The contract of HTML fragments: what a card says of itself on a page, and how it is read from there.

Renderers and hosts with templates of their own write it; `ldn_content.audit` holds it against the library.
"""

from ldn_content.fragments.contract import attributes, cautions, sentences, text_digest, written

__all__ = ["attributes", "cautions", "sentences", "text_digest", "written"]
