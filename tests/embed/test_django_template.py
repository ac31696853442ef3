"""The Django example: what a template makes of a card is what the library says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hosts import LIBRARY, Answer, PagesOfCards, clean, example
from ldn_content.audit import audit

django = pytest.importorskip("django")
SITE = example("django_template/patient_site.py")
django.setup()

from django.template import Context, Template  # noqa: E402  # needs the settings of the example
from django.test import Client  # noqa: E402
from django.utils.html import format_html  # noqa: E402

CARD = LIBRARY.card("condition/fibromyalgia")


class TestDjango(PagesOfCards):
    host = SITE
    search = "/ldn/"
    whole = "/ldn/{}/"

    def get(self, address: str) -> Answer:
        response = Client(SERVER_NAME="localhost").get(address)
        return Answer(response.status_code, response.content.decode(), response.headers.get("Location", ""))

    @given(st.text(st.characters(codec="utf-8"), max_size=60))
    def test_any_query_comes_out_as_text(self, query: str) -> None:
        self.sent_comes_out_as_text(query)


def rendered(template: str, **values: object) -> str:
    return str(Template(template).render(Context(values)))


@pytest.mark.parametrize(
    "template",
    [
        "{{ card }}",
        "{{ card|safe }}",
        "{% autoescape off %}{{ card }}{% endautoescape %}",
        "{% with again=card %}{{ again }}{% endwith %}",
    ],
)
@pytest.mark.parametrize("form", ["full", "compact", "line"])
def test_a_template_inserts_a_card_as_it_is(template: str, form: str) -> None:
    clean(rendered(template, card=CARD.to_html(form, more="/ldn/{reference}")), [CARD])


def test_a_card_in_html_made_by_python_stays_as_it_is() -> None:
    clean(rendered("{{ made }}", made=format_html("<div>{}</div>", CARD.to_html("compact"))), [CARD])


class Plain:
    """Something with `__html__` that is no `str`."""

    def __html__(self) -> str:
        return CARD.to_html("compact")

    def __str__(self) -> str:
        return "".join(CARD.to_html("compact"))  # nothing but a `str`


def test_django_would_escape_a_card_that_is_no_str() -> None:
    assert rendered("{{ card }}", card=CARD.to_html("compact")) == CARD.to_html("compact")
    escaped = rendered("{{ card }}", card=Plain())
    assert escaped.startswith("&lt;article")
    assert not audit(escaped, LIBRARY).states


@pytest.mark.parametrize(
    "template", ["{{ card|escape }}", "{{ card|force_escape }}", "{{ card|striptags }}", "{{ card|truncatechars_html:90 }}"]
)
def test_a_template_that_spoils_a_card_is_found_out(template: str) -> None:
    assert audit(rendered(template, card=CARD.to_html("compact")), LIBRARY).counts != {"clean": 1}
