"""The Flask example: what Jinja2 makes of a card is what the library says, and a pharmacist gets the clinical wording."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hosts import HOSTILE, LIBRARY, Answer, PagesOfCards, Reader, clean, example, shows
from ldn_content.audit import audit
from ldn_content.fragments import contract
from ldn_content.render.options import CONTEXTS

pytest.importorskip("flask")

from flask import render_template_string  # may be missing

SCREEN = example("flask_page/pharmacy.py")
CARD = LIBRARY.card("condition/fibromyalgia")
OWN = {caveat.id for caveat in CARD.caveats}
MATTERS = [name for name, caveats in CONTEXTS.items() if OWN & set(caveats)]
"""The contexts that bring something forward on this card."""


class TestFlask(PagesOfCards):
    host = SCREEN
    search = "/"
    whole = "/{}"

    def get(self, address: str) -> Answer:
        response = SCREEN.app.test_client().get(address)
        return Answer(response.status_code, response.get_data(as_text=True), response.headers.get("Location", ""))

    @given(st.text(st.characters(codec="utf-8"), max_size=60))
    def test_any_query_comes_out_as_text(self, query: str) -> None:
        self.sent_comes_out_as_text(query)

    def test_the_wording_is_the_clinical_one(self) -> None:
        text = Reader(self.get("/condition/fibromyalgia").html).text
        clinical = [contract.wording(claim, "clinical") for claim in CARD.claims if claim.clinical]
        assert clinical
        assert all(wording in text for wording in clinical)
        assert f'{contract.AUDIENCE}="clinical"' in self.get("/?q=codeine").html

    def test_no_promoter_and_no_copy_is_linked_and_each_is_cited(self) -> None:
        hidden = 0
        for card in map(LIBRARY.card, ("condition/fibromyalgia", "topic/evidence-overview", "topic/older-people")):
            page = shows(self.get(f"/{card.reference}").html, [card])
            for item in card.references:
                assert item.title in page.text
                assert (item.url in page.links) == (item.link_kind not in {"promoter", "copy"}), item.url
                hidden += item.link_kind in {"promoter", "copy"}
        assert hidden

    @pytest.mark.parametrize("context", [*MATTERS, "pregnancy"])
    def test_a_context_shows_more_first_and_takes_nothing_away(self, context: str) -> None:
        page = shows(self.get(f"/{CARD.reference}?context={context}").html, [CARD])
        first = page.text[: page.text.index("Certainty: ")]
        wanted = [item.short for item in CARD.caveats if item.id in CONTEXTS.get(context, (context,))]
        assert wanted
        assert all(short in first for short in (*wanted, *(item.short for item in CARD.must_read)))

    @pytest.mark.parametrize("text", ["expecting", *HOSTILE])
    def test_an_unknown_context_is_refused_and_those_that_are_known_are_told(self, text: str) -> None:
        answer = self.get(f"/condition/fibromyalgia?context={quote(text)}")
        page = Reader(answer.html)
        assert answer.status == 400
        assert "pregnant" in page.text
        assert {"script", "img", "svg"}.isdisjoint(page.tags)


def rendered(template: str, **values: object) -> str:
    with SCREEN.app.app_context():
        return render_template_string(template, **values)


@pytest.mark.parametrize(
    "template",
    [
        "{{ card }}",
        "{{ card|safe }}",
        "{{ card|escape }}",
        "{% autoescape false %}{{ card }}{% endautoescape %}",
        "{% set again = card %}{{ again }}",
        "{% macro shown() %}{{ card }}{% endmacro %}{{ shown() }}",
        "{% filter trim %}{{ card }}{% endfilter %}",
        "{{ ['<', card]|join }}",
        "{{ '<p>%s' % 1 }}{{ card ~ '<' }}",
    ],
)
@pytest.mark.parametrize("form", ["full", "compact", "line"])
def test_a_template_inserts_a_card_as_it_is(template: str, form: str) -> None:
    clean(rendered(template, card=CARD.to_html(form, more="/{reference}")), [CARD])


@pytest.mark.parametrize("template", ["{{ card|forceescape }}", "{{ card|striptags }}", "{{ card|truncate(2000) }}"])
def test_a_template_that_spoils_a_card_is_found_out(template: str) -> None:
    assert audit(rendered(template, card=CARD.to_html("compact")), LIBRARY).counts != {"clean": 1}
