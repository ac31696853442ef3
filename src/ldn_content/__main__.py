"""`python -m ldn_content` is `ldn-content`."""

from ldn_content.cli import run

run()
