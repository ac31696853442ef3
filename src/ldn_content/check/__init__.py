"""What good content is: rules with stable codes, findings with file:line:column, reports."""

from ldn_content.check.engine import RULES, validate
from ldn_content.check.report import Report
from ldn_content.check.rule import Context, Problem, Rule

__all__ = ["RULES", "Context", "Problem", "Report", "Rule", "validate"]
