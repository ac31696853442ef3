"""The built-in English library, made once: under the import lock of this module, so that threads may race for it."""

from ldn_content.library import Library

LIBRARY = Library.load()
topics = LIBRARY.topics
conditions = LIBRARY.conditions
caveats = LIBRARY.caveats
questions = LIBRARY.questions
claim_reviews = LIBRARY.claim_reviews
terms = LIBRARY.terms
substances = LIBRARY.substances
sources = LIBRARY.sources
entry = LIBRARY.entry
claim = LIBRARY.claim
find = LIBRARY.find
lookup = LIBRARY.lookup
search = LIBRARY.search
card = LIBRARY.card
