"""What a pack says comes out as text, whatever it holds."""

from __future__ import annotations

import html as standard
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import strategies
from ldn_content.render.ascii import to_ascii
from ldn_content.render.markdown import escaped
from ldn_content.render.markup import SafeHtml, html, unescaped

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
FLOW = st.text("\\`*_{}[]()<>#+-.!|&;~:=\"'/ab1 2\u00a0é", min_size=1, max_size=30).map(str.strip).filter(bool)
any_text = st.one_of(strategies.texts(60), FLOW)


class Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(any_text)
def test_text_in_a_template_is_text_in_html(text: str) -> None:
    made = html('<p title="{}">{}</p>', text, text)
    seen = Text()
    seen.feed(made)
    seen.close()
    assert (seen.tags, seen.text) == (["p"], text)
    assert standard.unescape(html("{}", text)) == text == unescaped(html("{}", text))


@given(any_text)
def test_html_of_ours_is_not_escaped_twice(text: str) -> None:
    inner = html("<b>{}</b>", text)
    assert html("{}", inner) == inner
    assert isinstance(inner, SafeHtml)
    assert inner.__html__() == str(inner)


@given(any_text, st.sampled_from(["{}", "- {}", "> {}", "## {}", "word {} word", "- a\n\n  {}"]))
def test_text_is_text_in_markdown_wherever_it_stands(text: str, line: str) -> None:
    seen = Text()
    seen.feed(MARKDOWN.render(line.format(escaped(text))))
    seen.close()
    around = Text()
    around.feed(MARKDOWN.render(line.format("x")))
    around.close()
    assert seen.tags == around.tags
    assert " ".join(seen.text.split()) == " ".join(around.text.replace("x", text, 1).split())


@given(any_text)
def test_ascii_leaves_no_character_out(text: str) -> None:
    made = to_ascii(text)
    assert made.isascii()
    visible = [character for character in text if character not in "\u200c\u200d"]
    assert len(made) >= len(visible)


def test_a_power_does_not_become_a_figure() -> None:
    assert to_ascii("10² mg, 4½ mg") == "10^2 mg, 4 1/2 mg"
