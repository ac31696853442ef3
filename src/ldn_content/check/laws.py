"""Laws 2 and 3 as rules: every number is a link, and words match the evidence."""

from __future__ import annotations

from ldn_content.check.rule import Rule

RULES: tuple[Rule, ...] = ()
