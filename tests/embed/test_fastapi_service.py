"""The FastAPI example: a card over HTTP is the card, its description holds our models, and errors are told as HTTP tells them."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hosts import HOSTILE, LIBRARY, ONE_OF_EACH_KIND, SCRIPT, example, hostile_files
from ldn_content.library import Library
from ldn_content.mcp_server.shapes import Carried, MedicineAnswer, SearchAnswer
from ldn_content.model import CLASSES
from ldn_content.model.card import Card
from packs import library

pytest.importorskip("fastapi")
testclient = pytest.importorskip("fastapi.testclient")  # needs a client of its own

SERVICE = example("fastapi_service/service.py")
CLIENT = testclient.TestClient(SERVICE.app)
ADDRESS = "/cards/condition/fibromyalgia"


def get(address: str, **headers: str) -> Any:
    return CLIENT.get(address, headers={name.replace("_", "-"): value for name, value in headers.items()})


def schemas() -> dict[str, Any]:
    made: dict[str, Any] = get("/openapi.json").json()["components"]["schemas"]
    return made


def carries(answer: Carried, cards: list[Card]) -> None:
    """Hold that an answer carries all that its cards require, and says where the rest is in the words of this service."""
    assert {caveat.short for card in cards for caveat in card.must_read} == {caution.short for caution in answer.must_read}
    assert answer.more.startswith("GET /cards/")
    assert answer.review


@pytest.mark.parametrize("reference", ONE_OF_EACH_KIND)
def test_a_card_that_is_read_back_is_the_card(reference: str) -> None:
    answer = get(f"/cards/{reference}")
    assert answer.status_code == 200
    assert Card.model_validate_json(answer.text) == LIBRARY.card(reference)
    assert answer.json() == LIBRARY.card(reference).model_dump(mode="json")


def test_a_claim_has_a_card() -> None:
    answer = get(f"{ADDRESS}?claim=pain")
    assert Card.model_validate_json(answer.text) == LIBRARY.card("condition/fibromyalgia#pain")
    assert get(f"{ADDRESS}?claim=mirth").status_code == 404


def test_a_card_is_sent_again_only_where_it_has_changed() -> None:
    first = get(ADDRESS)
    tag = first.headers["ETag"]
    assert tag == f'W/"{LIBRARY.card("condition/fibromyalgia").digest}"'
    for kept in (tag, tag.removeprefix("W/"), f'"another", {tag}'):
        again = get(ADDRESS, if_none_match=kept)
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    for other in ('W/"another"', get(f"{ADDRESS}?claim=pain").headers["ETag"], ""):
        assert get(ADDRESS, if_none_match=other).content == first.content


@pytest.mark.parametrize("address", ["/cards/condition/fibromyalgja", "/cards/term/fibromyalgia", f"{ADDRESS}?claim=mirth"])
def test_an_unknown_entry_is_not_found_and_the_message_is_that_of_the_library(address: str) -> None:
    answer = get(address)
    assert answer.status_code == 404
    assert "did you mean 'condition/fibromyalgia'" in answer.json()["detail"] or "no claim 'mirth'" in answer.json()["detail"]


def test_hits_carry_their_cautions() -> None:
    answer = SearchAnswer.model_validate_json(get("/search?q=can+I+take+it+with+codeine").text)
    cards = [LIBRARY.card(hit.reference) for hit in answer.hits]
    assert cards[0].reference == "question/can-i-take-ldn-with-codeine"
    carries(answer, cards)
    for hit, card in zip(answer.hits, cards, strict=True):
        carries(hit, [card])
        assert hit.short == card.short
        assert get(hit.more.removeprefix("GET ")).json()["digest"] == card.digest


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20", "?q=codeine&limit=0", "?q=codeine&limit=21", "?q=codeine&limit=many"])
def test_a_query_that_is_not_understood_is_refused(query: str) -> None:
    answer = get(f"/search{query}")
    assert answer.status_code == 422
    assert answer.json()["detail"]


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60).filter(str.strip))
def test_any_query_is_answered(query: str) -> None:
    answer = get(f"/search?q={quote(query)}")
    assert answer.status_code == 200
    carried = SearchAnswer.model_validate_json(answer.text)
    assert carried.must_read
    assert len(carried.hits) <= 5


def test_the_cautions_that_name_a_medicine_are_given_with_what_to_do() -> None:
    answer = MedicineAnswer.model_validate_json(get("/medicines/codeine").text)
    naming = {caveat.reference for caveat in LIBRARY.caveats.values() if "codeine" in caveat.medicines}
    assert answer.listed
    assert {caution.reference for caution in answer.cautions} == naming
    assert naming
    assert all(caution.actions for caution in answer.cautions)
    carries(answer, [LIBRARY.card("substance/codeine")])


@pytest.mark.parametrize("name", ["warfarin", "tablets 8/500", *HOSTILE])
def test_a_medicine_that_is_not_listed_is_told_as_such(name: str) -> None:
    answer = get(f"/medicines/{quote(name)}")
    told = MedicineAnswer.model_validate_json(answer.text)
    assert (answer.status_code, told.listed) == (200, False)
    assert "is not listed here: ask a pharmacist." in told.notice
    assert told.must_read
    assert "application/json" in answer.headers["Content-Type"]


def test_what_a_pack_says_arrives_as_it_is(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    small: Library = library(tmp_path, hostile_files())
    monkeypatch.setattr(SERVICE, "LIBRARY", small)
    answer = get("/cards/condition/achy-knee")  # an id that has moved
    assert Card.model_validate_json(answer.text) == small.card("condition/sore-knee")
    assert SCRIPT in answer.json()["title"]
    assert "application/json" in answer.headers["Content-Type"]
    assert "It was a hoax." in get("/cards/term/knee-gnome").json()["detail"]


def test_the_description_is_valid() -> None:
    pytest.importorskip("openapi_spec_validator").validate(get("/openapi.json").json())


def test_the_description_holds_the_models_of_the_library() -> None:
    described = schemas()
    card = described["Card"]
    assert set(card["properties"]) == set(Card.model_fields)
    assert set(card["required"]) == set(Card.model_fields)
    kinds = {item["$ref"].rpartition("/")[2] for item in card["properties"]["entry"]["anyOf"]}
    assert kinds == {kind.__name__ for kind in CLASSES.values()}
    for model in (*CLASSES.values(), MedicineAnswer, SearchAnswer):
        assert set(described[model.__name__]["properties"]) == set(model.model_fields)
        assert described[model.__name__]["description"]


def test_a_card_fits_the_description() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    whole = {"$ref": "#/components/schemas/Card", "components": {"schemas": schemas()}}
    validator = jsonschema.Draft202012Validator(whole)
    sent = get(ADDRESS).json()
    validator.validate(sent)
    assert not validator.is_valid({key: value for key, value in sent.items() if key != "caveats"})


def test_the_description_says_what_each_answer_is() -> None:
    paths = get("/openapi.json").json()["paths"]
    given = {
        (path, code): answer["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        for path, item in paths.items()
        for code, answer in item["get"]["responses"].items()
        if "content" in answer
    }
    assert given == {
        ("/cards/{kind}/{name}", "200"): "Card",
        ("/cards/{kind}/{name}", "404"): "Problem",
        ("/cards/{kind}/{name}", "422"): "HTTPValidationError",
        ("/search", "200"): "SearchAnswer",
        ("/search", "422"): "HTTPValidationError",
        ("/medicines/{name}", "200"): "MedicineAnswer",
        ("/medicines/{name}", "422"): "HTTPValidationError",
    }
