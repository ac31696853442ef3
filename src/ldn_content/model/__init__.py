"""What content is: frozen Pydantic models. No files, no I/O."""

from ldn_content.model.base import Model, clean
from ldn_content.model.claim import (
    LEVELS,
    Certainty,
    Citation,
    Claim,
    Derived,
    DerivedInput,
    Downgrade,
)
from ldn_content.model.content import (
    SEVERITIES,
    Action,
    Caveat,
    ClaimReview,
    Code,
    Condition,
    Question,
    Retired,
    Scope,
    Section,
    Substance,
    Term,
    Topic,
    Use,
    claims_of,
    items_of,
)
from ldn_content.model.entry import FOLDERS, KINDS, Entry, Review
from ldn_content.model.kinds import CLASSES, AnyEntry
from ldn_content.model.manifest import Manifest, Waiver
from ldn_content.model.source import (
    RANDOMISED,
    Arm,
    Checked,
    Counting,
    Effect,
    Figure,
    Result,
    Source,
    Statement,
    Study,
    Value,
)

__all__ = [
    "CLASSES", "FOLDERS", "KINDS", "LEVELS", "RANDOMISED", "SEVERITIES",
    "Action", "AnyEntry", "Arm", "Caveat", "Certainty", "Checked", "Citation", "Claim", "ClaimReview", "Code", "Condition",
    "Counting", "Derived", "DerivedInput", "Downgrade", "Effect", "Entry", "Figure", "Manifest", "Model", "Question",
    "Result", "Retired", "Review", "Scope", "Section", "Source", "Statement", "Study", "Substance", "Term", "Topic",
    "Use", "Value", "Waiver",
    "claims_of", "clean", "items_of",
]  # fmt: skip
