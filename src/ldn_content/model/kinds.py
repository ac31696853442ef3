"""Every kind of entry with its model, in the order in which kinds are listed."""

from typing import Final

from ldn_content.model.content import Caveat, ClaimReview, Condition, Question, Retired, Substance, Term, Topic
from ldn_content.model.source import Source

AnyEntry = Topic | Condition | Caveat | Question | ClaimReview | Term | Substance | Source | Retired

CLASSES: Final[dict[str, type[AnyEntry]]] = {
    "topic": Topic,
    "condition": Condition,
    "caveat": Caveat,
    "question": Question,
    "claim-review": ClaimReview,
    "term": Term,
    "substance": Substance,
    "source": Source,
    "retired": Retired,
}
"""The model of each kind."""
