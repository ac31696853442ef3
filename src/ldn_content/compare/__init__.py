"""Two packs → what changed between them, and what of it touches safety."""

from ldn_content.compare.changes import Change, Comparison, Side, compare
from ldn_content.compare.rules import AREAS, RULES, Area

__all__ = ["AREAS", "RULES", "Area", "Change", "Comparison", "Side", "compare"]
