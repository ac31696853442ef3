"""The built-in English library, made once: under the import lock of this module, so that threads may race for it."""

from typing import TYPE_CHECKING

from ldn_content.library import Library

LIBRARY = Library.load()
entry = LIBRARY.entry
claim = LIBRARY.claim
find = LIBRARY.find
lookup = LIBRARY.lookup
search = LIBRARY.search
card = LIBRARY.card

if TYPE_CHECKING:
    topics = LIBRARY.topics
    conditions = LIBRARY.conditions
    caveats = LIBRARY.caveats
    questions = LIBRARY.questions
    claim_reviews = LIBRARY.claim_reviews
    terms = LIBRARY.terms
    substances = LIBRARY.substances
    sources = LIBRARY.sources
else:

    def __getattr__(name):  # a kind is read when it is first used
        return getattr(LIBRARY, name)
