"""What Hypothesis draws: values that the models accept."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from ldn_content.model import (
    SEVERITIES,
    AnyEntry,
    Caveat,
    Certainty,
    Claim,
    ClaimReview,
    Condition,
    Derived,
    Question,
    Retired,
    Source,
    Substance,
    Term,
    Topic,
    clean,
)

Data = dict[str, Any]
DOSES = ("low", "very-low-or-ultra-low", "standard-or-high", "mixed", "unclear-or-not-applicable", "not-naltrexone")
DOMAINS = ("risk-of-bias", "inconsistency", "indirectness", "imprecision", "publication-bias")
KINDS = ("topic", "condition", "caveat", "question", "claim-review", "term", "substance", "source")


def _is_clean(text: str) -> bool:
    try:
        return clean(text) != ""
    except ValueError:
        return False


def texts(size: int = 40) -> st.SearchStrategy[str]:
    letters = st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="\u1680")
    return (
        st.text(letters, min_size=1, max_size=size)
        .map(lambda t: unicodedata.normalize("NFC", t).strip()[:size])
        .filter(_is_clean)
    )


ids = st.from_regex("[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
months = st.builds(lambda year, month: f"{year}-{month:02}", st.integers(1900, 2099), st.integers(1, 12))
numbers = st.one_of(st.integers(-(10**15), 10**15), st.floats(-1e15, 1e15, allow_nan=False).filter(lambda x: not x.is_integer()))
counts = st.integers(0, 10**9)
parts = st.builds(lambda one, other: f"{one}#{other}", ids, ids)
entry_references = st.builds(lambda kind, name: f"{kind}/{name}", st.sampled_from(KINDS), ids)
claim_references = st.builds(lambda entry, name: f"{entry}#{name}", entry_references, ids)


def distinct(items: st.SearchStrategy[Any], most: int = 3, least: int = 0, by: Any = None) -> st.SearchStrategy[list[Any]]:
    return st.lists(items, min_size=least, max_size=most, unique_by=by or (lambda item: item))


def records(required: dict[str, st.SearchStrategy[Any]], **optional: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    return st.fixed_dictionaries(required, optional=optional)


citations = distinct(
    records({"part": parts, "stance": st.sampled_from(["supports", "contradicts", "context"])}), by=lambda item: item["part"]
)


@st.composite
def certainty_data(draw: st.DrawFn, *, rated: bool | None = None) -> Data:
    start = draw(st.sampled_from(["randomised", "observational", "none"] if rated is None else ["randomised", "observational"]))
    made: Data = {"dose_class": draw(st.sampled_from(DOSES)), "start": start, "downgrades": []}
    if rated is False or start == "none":
        because = draw(st.sampled_from(["none-found", "stopped-early", "no-results-yet", "other-doses-only"]))
        return {**made, "start": "none", "none_because": because}
    domains = draw(distinct(st.sampled_from(DOMAINS), most=5))
    made["downgrades"] = [{"domain": d, "levels": draw(st.integers(1, 3)), "reason": draw(texts())} for d in domains]
    return made


certainties = certainty_data().map(Certainty.model_validate)
tenths = st.integers(-(10**6), 10**6).map(lambda n: Decimal(n) / 10)


@st.composite
def derived_data(draw: st.DrawFn) -> Data:
    """A derived figure with the value that its inputs give, worked out anew here."""
    operation = draw(st.sampled_from(["sum", "difference", "percent", "round", "convert", "count"]))
    if operation == "count":
        inputs: list[Data] = [{"part": part} for part in draw(st.lists(parts, min_size=1, max_size=4))]
        return {"value": len(inputs), "unit": "trials", "operation": operation, "inputs": inputs}
    least, most = {"sum": (1, 4), "round": (1, 1), "convert": (1, 1)}.get(operation, (2, 2))
    figures = draw(st.lists(tenths, min_size=least, max_size=most))
    unit = draw(texts(10))
    inputs = [{"part": draw(parts), "figure": float(figure)} for figure in figures]
    if operation == "sum":
        value = sum(figures, Decimal(0))
    elif operation == "difference":
        value = figures[0] - figures[1]
    elif operation == "round":
        value = figures[0].quantize(Decimal(1))
    elif operation == "convert":
        unit, inputs[0]["unit"], factor = draw(st.sampled_from([("days", "weeks", 7), ("mg", "g", 1000), ("hours", "day", 24)]))
        value = figures[0] * factor
    else:
        figures[1] = figures[1] or Decimal(1)
        inputs[1]["figure"] = float(figures[1])
        value = (100 * figures[0] / figures[1]).quantize(Decimal(1).scaleb(-draw(st.integers(0, 2))))
    return {"value": float(draw(st.sampled_from([value, -value]))), "unit": unit, "operation": operation, "inputs": inputs}


deriveds = derived_data().map(Derived.model_validate)


@st.composite
def claim_data(draw: st.DrawFn, name: str | None = None) -> Data:
    kind = draw(st.sampled_from(["effect", "harm", "finding", "mechanism", "regulatory", "practical", "background", "gap"]))
    optional = records({}, plain=texts(), clinical=texts(), citations=citations, derived=st.lists(derived_data(), max_size=2))
    made = {"id": name or draw(ids), "type": kind, "short": draw(texts()), **draw(optional)}
    if kind in {"effect", "harm"} and draw(st.booleans()):
        return {**made, "same_as": draw(claim_references)}
    if kind in {"effect", "harm"}:
        finding = draw(st.sampled_from(["benefit", "harm", "little-or-no-difference", "not-told-apart"]))
        return {**made, "outcome": draw(texts()), "finding": finding, "certainty": draw(certainty_data(rated=True))}
    if kind == "gap":
        made |= {"as_of": draw(months)}
        if draw(st.booleans()):
            made |= {"outcome": draw(texts()), "certainty": draw(certainty_data(rated=False))}
    return made


claims = claim_data().map(Claim.model_validate)
optional_reviews = st.one_of(
    records({"month": months, "clinical": st.just("none")}),
    records({"month": months, "clinical": st.just("reviewed"), "reviewer": texts()}),
)


@st.composite
def _entry(draw: st.DrawFn, kind: str, name: str | None) -> Data:
    extra = records(
        {}, aliases=st.lists(texts(), max_size=2), search_words=st.lists(texts(), max_size=2), review=optional_reviews
    )
    return {"kind": kind, "id": name or draw(ids), "title": draw(texts()), **draw(extra)}


codes = distinct(
    records(
        {
            "system": st.sampled_from(["MONDO", "MeSH", "ATC"]),
            "code": st.from_regex("[A-Z0-9][A-Z0-9.-]{0,8}", fullmatch=True),
            "match": st.sampled_from(["exact", "broad", "narrow", "close"]),
        }
    ),
    by=lambda item: (item["system"], item["code"]),
)


@st.composite
def caveat_data(draw: st.DrawFn, name: str | None = None, scope: st.SearchStrategy[Data] | None = None) -> Data:
    made = draw(_entry("caveat", name))
    severity = draw(st.sampled_from(SEVERITIES))
    acting = records({"who": st.sampled_from(["patient", "professional", "emergency"]), "text": texts()})
    least = int(severity in {"contraindication", "warning"})
    scopes = st.one_of(
        st.just({"everything": True}),
        records({"kinds": distinct(st.sampled_from(KINDS), least=1)}, groups=distinct(ids), entries=distinct(entry_references)),
        records({"entries": distinct(st.one_of(entry_references, claim_references), least=1)}),
    )
    return {
        **made,
        "severity": severity,
        "short": draw(texts()),
        "plain": draw(texts()),
        "actions": draw(st.lists(acting, min_size=least, max_size=2)),
        "scope": draw(scope or scopes),
        **draw(
            records(
                {},
                clinical=texts(),
                stands_for=distinct(ids.filter(lambda item: item != made["id"])),
                medicines=distinct(ids),
                citations=citations,
                derived=st.lists(derived_data(), max_size=1),
            )
        ),
    }


values = st.sampled_from(["ldn", "control"]).flatmap(
    lambda arm: records(
        {"arm": st.just(arm), "at": st.sampled_from(["baseline", "end", "change", "whole"]), "reported": texts()},
        number=numbers,
        unit=texts(10),
        events=st.integers(0, 9),
        total=st.integers(9, 10**9),
    )
)
effects = st.lists(numbers, min_size=3, max_size=3).flatmap(
    lambda three: st.just(dict(zip(("low", "estimate", "high"), sorted(three), strict=True)) | {"measure": "MD", "level": 95})
)
results = records(
    {
        "id": ids.filter(lambda item: item != "study"),
        "name": texts(),
        "about": st.sampled_from(["benefit", "harm"]),
        "comparison": st.sampled_from(["between-arms", "within-arm", "one-group", "pooled"]),
    },
    primary=st.booleans(),
    values=st.lists(values, max_size=3),
    effect=effects,
    p=texts(10),
    direction=st.sampled_from(["favours-ldn", "favours-control", "no-difference", "mixed"]),
    note=texts(),
)


@st.composite
def source_data(draw: st.DrawFn, name: str | None = None) -> Data:
    made = draw(_entry("source", name))
    kind = draw(st.sampled_from(["rct-parallel", "rct-crossover", "case-report", "drug-label", "letter", "web-page"]))
    arms = [
        {"id": "ldn", "role": "ldn", "what": "naltrexone"},
        {"id": "control", "role": "placebo", "what": "placebo", "n": draw(counts)},
    ]
    figure = records({"value": numbers, "unit": texts(10), "what": texts()})
    statement = records(
        {
            "id": ids.map(lambda item: f"s-{item}"),
            "kind": st.sampled_from(["label", "exclusion", "advice", "finding", "definition", "history", "regulatory"]),
            "text": texts(),
            "dose_context": st.sampled_from(["low", "standard", "other", "not-stated"]),
        },
        figures=st.lists(figure, max_size=2),
        jurisdiction=texts(10),
    )
    study = records({"population": texts(), "arms": st.just(arms)}, randomised=counts, dose_mg=numbers, duration_weeks=numbers)
    counting = st.one_of(records({"condition": ids}), records({"not_because": texts()}))
    return {
        **made,
        "type": kind,
        "dose_class": draw(st.sampled_from(DOSES)),
        "url": "https://example.org/" + draw(ids),
        "link_kind": draw(st.sampled_from(["doi", "register", "other"])),
        "study": draw(study),
        "results": draw(distinct(results.filter(lambda r: not r["id"].startswith("s-")), most=2, by=lambda item: item["id"])),
        "statements": draw(distinct(statement, most=2, by=lambda item: item["id"])),
        "checked": draw(
            records({"month": months, "depth": st.sampled_from(["full-text", "abstract"])}, not_seen=st.lists(texts()))
        ),
        **({"counting": draw(counting)} if kind.startswith("rct") else {}),
        **draw(
            records(
                {}, year=st.integers(1900, 2100), authors=st.lists(texts(), max_size=4), limitations=st.lists(texts(), max_size=2)
            )
        ),
    }


@st.composite
def _items(draw: st.DrawFn) -> list[Any]:
    own = [draw(claim_data(name)) for name in draw(distinct(ids, most=2))]
    return [*own, *draw(st.lists(claim_references, min_size=0 if own else 1, max_size=2))]


@st.composite
def entry_data(draw: st.DrawFn, kind: str, name: str | None = None) -> Data:
    if kind == "caveat":
        return draw(caveat_data(name))
    if kind == "source":
        return draw(source_data(name))
    made = draw(_entry(kind, name))
    if kind == "topic":
        return {**made, "sections": [{"id": draw(ids), "title": draw(texts()), "claims": draw(_items())}]}
    if kind == "question":
        return {**made, "asked_as": draw(st.lists(texts(), max_size=2)), "answer": draw(_items())}
    if kind == "condition":
        rated = {
            **draw(claim_data("rated")),
            "type": "effect",
            "outcome": "x",
            "finding": "benefit",
            "certainty": draw(certainty_data(rated=True)),
        }
        rated = {key: value for key, value in rated.items() if key not in {"same_as", "as_of"}}
        others = [draw(claim_data(one)) for one in draw(distinct(ids.filter(lambda item: item != "rated"), most=2))]
        groups = draw(distinct(ids.filter(lambda item: item != made["id"])))
        return {
            **made,
            "what_it_is": draw(texts()),
            "codes": draw(codes),
            "headline": "rated",
            "claims": [rated, *others],
            "groups": groups,
        }
    if kind == "claim-review":
        verdict = draw(st.sampled_from(["supported", "partly-supported", "unsupported", "opinion-or-advice"]))
        named: Data = {field: draw(texts()) for field in ("claim", "met_at", "short", "plain", "would_change_it")}
        return {**made, "verdict": verdict, **named, "citations": draw(citations)}
    if kind == "term":
        return {**made, "definition": draw(texts()), "citations": draw(citations)}
    if kind == "substance":
        use = records({"indication": texts(), "citations": citations.filter(bool)}, dose=texts(10), region=texts(10))
        more: Data = {"codes": draw(codes), "names": draw(st.lists(texts(), max_size=2)), "uses": draw(st.lists(use, max_size=2))}
        return {**made, "drug_class": draw(st.sampled_from(["opioid-analgesic", "other-interaction"])), **more}
    return {**made, "was": draw(entry_references), "moved_to": draw(distinct(entry_references)), "why": draw(texts())}


_MODELS: dict[str, type[AnyEntry]] = {
    "topic": Topic,
    "condition": Condition,
    "caveat": Caveat,
    "question": Question,
    "claim-review": ClaimReview,
    "term": Term,
    "substance": Substance,
    "source": Source,
    "retired": Retired,
}


def entries(kind: str) -> st.SearchStrategy[AnyEntry]:
    """Entries of a kind that the models accept."""
    return entry_data(kind).map(_MODELS[kind].model_validate)


any_entry = st.sampled_from(sorted(_MODELS)).flatmap(entries)
json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 5), st.floats(allow_nan=False), st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=5,
)
