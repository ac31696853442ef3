"""A picture with what travels with it, written as SVG, as HTML and as text."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal

from ldn_content.render.figures.canvas import SMALL, WIDTH, Canvas, Drawing
from ldn_content.render.figures.carried import Carried, Cited
from ldn_content.render.figures.markup import Element, element, write
from ldn_content.render.markup import SafeHtml
from ldn_content.render.options import LINK_KINDS, Choices

Kind = Literal["map", "forest", "icons", "timeline"]
DATA = "The numbers of this picture"
COLUMNS = 80


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that was computed from records.

    Wherever it goes, it says what `carried` holds: as a file by itself in its foot and in its description, in HTML around it
    and in its description.

    Attributes:
        kind: which picture.
        reference: the entry or the part of a source that it is of; empty for the whole library.
        language: of its text (BCP 47).
        title: what it shows.
        description: the same in words, numbers included.
        drawing: the picture.
        columns: the heads of the table that holds its numbers.
        rows: the table.
        carried: what travels with it.

    >>> import ldn_content as ldn
    >>> from ldn_content.render.figures import timeline
    >>> timeline(ldn.Library.load(), "condition/migraine").title
    'Trials of naltrexone by year: Migraine'
    """

    kind: Kind
    reference: str
    language: str
    title: str
    description: str
    drawing: Drawing
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    carried: Carried

    @property
    def svg(self) -> str:
        """The picture as a file by itself."""
        return self.to_svg()

    def to_svg(self, prefix: str = "ldn", *, alone: bool = True) -> SafeHtml:
        """Return the picture as SVG.

        Args:
            prefix: what every id begins with; give another where the same picture stands twice on a page.
            alone: as a file by itself, with a ground of its own and a foot that shows the cautions. Without it the picture takes
                the colours of the page; then the page has to show the rest of `to_html`.

        Raises:
            InvalidOption: the prefix cannot begin an id.
        """
        return write(self._picture(self._id(Choices(prefix=prefix)), alone=alone))

    def to_html(
        self, prefix: str = "ldn", *, more: str | None = None, links: Collection[str] = frozenset(LINK_KINDS)
    ) -> SafeHtml:
        """Return the picture in a `<figure>`: a caption with the hedge and the cautions, the picture, its numbers, its sources.

        Args:
            prefix: what every id begins with; give another where the same picture stands twice on a page.
            more: the address of the whole card, as cards take it; the evidence map, which is of many, has no use for it.
            links: the kinds of link that are shown; a source of another kind is cited without its address.

        Raises:
            InvalidOption: one of them is not what it may be.
        """
        choices = Choices(prefix=prefix, more=more, links=links)
        name = self._id(choices)
        return write(
            element(
                "figure",
                element("figcaption", *self._caption(choices)),  # first, so that nobody sees the picture before the hedge
                self._picture(name, alone=False),
                self._table(name),
                *self._origins(choices),
                id=name,
                class_=f"ldn-figure ldn-figure-{self.kind}",
                lang=self.language,
                data_ldn_figure=self.reference or self.kind,
            )
        )

    def _repr_html_(self) -> SafeHtml:
        return self.to_html()

    def to_text(self) -> str:
        """Return what the picture shows as text in 80 columns, for readers without pictures."""
        return "\n".join(self._lines()).strip("\n") + "\n"

    def _id(self, choices: Choices) -> str:
        of = self.reference.replace("/", "-").replace("#", "--")  # as the ids of cards
        return f"{choices.prefix}-figure-{self.kind}" + (f"-{of}" if of else "")

    def _picture(self, name: str, *, alone: bool) -> Element:
        height, elements = self.drawing
        ground: tuple[Element, ...] = ()
        if alone:
            head, foot = self._head(), self._foot()
            elements = (
                *head.elements,
                element("g", *elements, transform=f"translate(0 {head.height:g})"),
                element("g", *foot.elements, transform=f"translate(0 {head.height + height:g})"),
            )
            height += head.height + foot.height
            ground = (element("rect", x=-8, y=-8, width=WIDTH + 16, height=height + 16, fill="#fff"),)
        edge = 8 if alone else 0
        return element(
            "svg",
            element("title", self.title, id=f"{name}-title"),
            element("desc", " ".join([self.description, *self._said()]), id=f"{name}-desc"),
            *ground,
            *elements,
            xmlns="http://www.w3.org/2000/svg",
            width=WIDTH + 2 * edge,
            height=height + 2 * edge,
            viewBox=f"{-edge} {-edge} {WIDTH + 2 * edge} {height + 2 * edge:g}",
            class_=f"ldn-figure-svg ldn-figure-svg-{self.kind}",
            role="img",
            aria_labelledby=f"{name}-title",
            aria_describedby=f"{name}-desc",
            lang=self.language,
            font_family="sans-serif",
            font_size=12,
            color="#1b1b1b" if alone else None,
            fill="currentColor",
        )

    def _said(self) -> Iterator[str]:
        """Yield what travels with the picture, as sentences."""
        yield from self.carried.hedges
        yield from map(str, self.carried.cautions)
        yield self.carried.told
        yield self.carried.about[0]
        yield self.carried.about[-1]

    def _head(self) -> Drawing:
        canvas = Canvas()
        canvas.text(self.title, size=14, bold=True)
        return canvas.finished()

    def _foot(self) -> Drawing:
        canvas = Canvas()
        canvas.space(6)
        canvas.rule()
        canvas.space(3)
        for sentence in self.carried.hedges:
            canvas.text(sentence, bold=True)
            canvas.space(3)
        for caution in self.carried.cautions:
            canvas.text(str(caution))
            canvas.space(3)
        sources = (f"[{cited.number}] {cited.leads_to}{cited.source.url}" for cited in self.carried.sources)
        for words in (self.carried.told, *sources, *self.carried.about):
            canvas.text(words, size=SMALL)
            canvas.space(2)
        return canvas.finished()

    def _caption(self, choices: Choices) -> Iterator[Element]:
        yield element("p", element("strong", self.title), class_="ldn-figure-title")
        for sentence in self.carried.hedges:
            yield element("p", sentence, class_="ldn-certainty")
        for caution in self.carried.cautions:
            label, _, rest = str(caution).partition(": ")
            severity = element("strong", f"{label}:", class_="ldn-severity")
            yield element("p", severity, f" {rest}", class_=f"ldn-must-read ldn-{caution.severity}")
        address = choices.way(self.carried.card) if self.carried.card else None
        way = self.carried.told if address is None else element("a", self.carried.way, href=address)
        yield element("p", way, class_="ldn-more")

    def _origins(self, choices: Choices) -> Iterator[Element]:
        """Yield where it all comes from."""
        if self.carried.sources:
            yield element("ol", *(_cited(item, choices) for item in self.carried.sources), class_="ldn-sources")
        yield element("p", " ".join(self.carried.about), class_="ldn-about")

    def _table(self, name: str) -> Element:
        head = element("tr", *(element("th", words, scope="col") for words in self.columns))
        body = (
            element("tr", element("th", row[0], scope="row"), *(element("td", words) for words in row[1:])) for row in self.rows
        )
        table = element(
            "table",
            element("caption", f"{DATA}: {self.title}", id=f"{name}-data"),
            element("thead", head),
            element("tbody", *body),
        )
        # a table that is wider than the page scrolls by itself, and the keyboard reaches it
        scrolled = element("div", table, class_="ldn-figure-table", role="region", tabindex=0, aria_labelledby=f"{name}-data")
        return element("details", element("summary", DATA), scrolled, class_="ldn-figure-data")

    def _lines(self) -> Iterator[str]:
        yield from (self.title, "=" * min(COLUMNS, len(self.title)))
        for sentence in self.carried.hedges:
            yield from _paragraph(sentence)
        for caution in self.carried.cautions:
            yield from _paragraph(str(caution), "! ")
        for first, *rest in self.rows:
            yield from _paragraph(first, "* ")
            for column, words in zip(self.columns[1:], rest, strict=True):
                if words:
                    yield from _paragraph(f"{column}: {words}", "  ", gap=False)
        yield ""
        for cited in self.carried.sources:
            yield from _paragraph(f"{cited.line} {cited.leads_to}{cited.source.url}", f"[{cited.number}] ", gap=False)
        yield from _paragraph(self.carried.told)
        for words in self.carried.about:
            yield from _paragraph(words, gap=False)


def _cited(cited: Cited, choices: Choices) -> Element:
    """Return a source as it is cited, with its address if the host shows links of its kind."""
    source = cited.source
    if source.link_kind not in choices.links:
        return element("li", cited.line, value=cited.number)
    shown = source.url.removeprefix("https://").removeprefix("http://")
    link = element("a", shown, href=source.url, rel="noopener noreferrer")
    return element("li", f"{cited.line} {cited.leads_to}", link, value=cited.number)


def _paragraph(text: str, start: str = "", *, gap: bool = True) -> list[str]:
    lines = wrap(
        text, COLUMNS, initial_indent=start, subsequent_indent=" " * len(start), break_long_words=False, break_on_hyphens=False
    )
    return ["", *lines] if gap else lines
