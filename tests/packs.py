"""A small valid pack for tests, as files that a test may change before they are written."""

from __future__ import annotations

import json
import zipfile
from copy import deepcopy
from pathlib import Path
from typing import Any

from ldn_content.library import Library
from ldn_content.model import AnyEntry
from ldn_content.pack import Pack, load_pack
from ldn_content.positions import line_column

Data = dict[str, Any]
Files = dict[str, Data]
SUPPORTS = "supports"


def cite(part: str, stance: str = SUPPORTS) -> Data:
    return {"part": part, "stance": stance}


def manifest(**changes: Any) -> Data:
    return {
        "kind": "pack",
        "id": "small-pack",
        "title": "A small pack",
        "language": "en",
        "schema_version": "1.0",
        "content_version": "2026.1.0",
        "licence": "CC-BY-4.0",
        "attribution": "The testers, CC BY 4.0",
        "publisher": "The testers",
        "funding": "Not stated.",
        "review": {"month": "2026-11", "clinical": "none"},
        **changes,
    }


def caveat(name: str, **changes: Any) -> Data:
    return {
        "kind": "caveat",
        "id": name,
        "title": f"About {name}",
        "severity": "note",
        "short": f"Mind {name}.",
        "plain": f"Mind {name}. It matters.",
        "scope": {"everything": True},
        **changes,
    }


ACTION = {"who": "professional", "text": "Ask about it."}


def grave(name: str, **changes: Any) -> Data:
    actions = [{"who": "patient", "text": "Ask a pharmacist."}]
    return caveat(name, **{"severity": "contraindication", "actions": actions, **changes})


def claim(name: str, **changes: Any) -> Data:
    return {"id": name, "type": "practical", "short": f"About {name}, we found this.", **changes}


def certainty(start: str = "randomised", levels: int = 2, **changes: Any) -> Data:
    downgrades = [{"domain": "imprecision", "levels": levels, "reason": "Few people."}] if levels else []
    return {"dose_class": "low", "start": start, "downgrades": downgrades, **changes}


_TRIAL: Data = {
    "kind": "source",
    "id": "knee-trial",
    "title": "Low-dose naltrexone for the sore knee: a randomised trial.",
    "type": "rct-parallel",
    "dose_class": "low",
    "authors": ["Doe J", "Roe R", "Poe P", "Low L"],
    "journal": "Journal of Knees",
    "year": 2020,
    "doi": "10.1234/knees.2020.1",
    "pmid": "12345678",
    "pmcid": "PMC1234567",
    "trial_ids": ["NCT01234567"],
    "url": "https://example.org/knee-trial",
    "link_kind": "doi",
    "conditions": ["sore-knee"],
    "study": {
        "population": "40 adults with a sore knee",
        "randomised": 40,
        "analysed": 38,
        "arms": [
            {"id": "ldn", "role": "ldn", "what": "low-dose naltrexone", "n": 20, "dose": "4.5 mg"},
            {"id": "control", "role": "placebo", "what": "placebo", "n": 20},
        ],
        "dose_mg": 4.5,
        "duration_weeks": 12,
        "blinding": "double-blind",
    },
    "counting": {"condition": "sore-knee"},
    "results": [
        {
            "id": "pain",
            "name": "knee pain at week 12",
            "about": "benefit",
            "comparison": "between-arms",
            "primary": True,
            "values": [
                {"arm": "ldn", "at": "end", "reported": "5 of 20 (25%)", "number": 25, "unit": "%", "events": 5, "total": 20},
                {"arm": "control", "at": "end", "reported": "6 of 20 (30%)", "number": 30, "unit": "%", "events": 6, "total": 20},
            ],
            "effect": {"measure": "RR", "estimate": 0.83, "low": 0.3, "high": 2.29, "level": 95},
            "p": "0.72",
            "direction": "no-difference",
            "note": "a small trial",
        }
    ],
    "statements": [
        {
            "id": "dose",
            "kind": "finding",
            "text": "The trial gave 4.5 mg once daily.",
            "figures": [{"value": 4.5, "unit": "mg", "what": "daily dose"}],
            "dose_context": "low",
            "jurisdiction": "GB",
        }
    ],
    "limitations": ["40 people"],
    "checked": {"month": "2026-10", "depth": "abstract", "not_seen": ["funding"]},
}

_SMALL: Files = {
    "pack.json": manifest(),
    "topics/knee-doses.json": {
        "kind": "topic",
        "id": "knee-doses",
        "title": "Knee doses",
        "sections": [
            {
                "id": "in-trials",
                "title": "Doses in trials",
                "claims": [
                    claim("dose", type="background", short="The trial gave 4.5 mg.", citations=[cite("knee-trial#dose")]),
                    "condition/sore-knee#pain",
                ],
            }
        ],
    },
    "conditions/joint-pain.json": {
        "kind": "condition",
        "id": "joint-pain",
        "title": "Joint pain",
        "aliases": ["Arthralgia"],
        "what_it_is": "Pain in a joint.",
        "headline": "nothing",
        "claims": [
            claim(
                "nothing",
                type="gap",
                short="We found no study of LDN in joint pain.",
                outcome="joint pain",
                certainty=certainty("none", 0, none_because="none-found"),
                as_of="2026-11",
            )
        ],
    },
    "conditions/sore-knee.json": {
        "kind": "condition",
        "id": "sore-knee",
        "title": "Sore knee",
        "aliases": ["Gonalgia"],
        "search_words": ["dicky knee"],
        "what_it_is": "Pain in the knee.",
        "defined_by": "MeSH:D000001",
        "groups": ["joint-pain"],
        "codes": [
            {"system": "MeSH", "code": "D000001", "match": "exact"},
            {"system": "MONDO", "code": "0000002", "match": "exact"},
            {"system": "ICD-10-CM", "code": "ZZ25.5", "match": "broad"},
        ],
        "headline": "pain",
        "claims": [
            claim(
                "pain",
                type="effect",
                short="LDN may make little or no difference to knee pain.",
                plain="LDN may make little or no difference to knee pain. In one trial 5 of 20 people had less.",
                clinical="RR 0.83 (95% CI 0.3 to 2.29).",
                outcome="knee pain",
                finding="little-or-no-difference",
                certainty=certainty(),
                citations=[cite("knee-trial#pain"), cite("knee-trial#study", "context")],
            ),
            claim(
                "pain-clinic",
                type="effect",
                short="LDN may make little or no difference to knee pain in clinics.",
                same_as="condition/sore-knee#pain",
                citations=[cite("knee-trial#pain")],
            ),
        ],
    },
    "caveats/knee-hidden.json": caveat(
        "knee-hidden",
        severity="warning",
        actions=[{"who": "professional", "text": "Ask about cough medicines."}],
        scope={"kinds": ["substance", "question"]},
    ),
    "caveats/joints.json": caveat("joints", severity="precaution", scope={"groups": ["joint-pain"]}),
    "caveats/one-trial.json": caveat("one-trial", scope={"entries": ["condition/sore-knee#pain"]}),
    "caveats/opioids.json": grave(
        "opioids",
        short="LDN can cause sudden withdrawal in people who use opioids.",
        plain="LDN can cause sudden withdrawal in people who use opioids. Ask first.",
        clinical="Contraindicated with opioids.",
        actions=[
            {"who": "patient", "text": "Tell your pharmacist about every opioid."},
            {"who": "emergency", "text": "Call the emergency number."},
        ],
        stands_for=["knee-hidden"],
        medicines=["knee-syrup"],
        citations=[cite("tablet-label#opioids")],
    ),
    "questions/does-it-help-knees.json": {
        "kind": "question",
        "id": "does-it-help-knees",
        "title": "Does LDN help a sore knee?",
        "asked_as": ["Will it mend my knee?"],
        "answer": ["condition/sore-knee#pain", claim("ask", short="A doctor can tell what else there is.")],
    },
    "claim-reviews/ldn-mends-knees.json": {
        "kind": "claim-review",
        "id": "ldn-mends-knees",
        "title": "LDN mends knees",
        "claim": "LDN mends sore knees.",
        "met_at": "A web page.",
        "verdict": "contradicted",
        "short": "The one trial found little or no difference.",
        "plain": "The one trial found little or no difference. It was small.",
        "clinical": "RR 0.83.",
        "would_change_it": "A larger trial.",
        "citations": [cite("knee-trial#pain", "contradicts")],
    },
    "terms/dud.json": {
        "kind": "term",
        "id": "dud",
        "title": "Dud",
        "aliases": ["lookalike"],
        "definition": "A look-alike without the medicine.",
        "citations": [cite("knee-trial#study", "context")],
    },
    "terms/sham-knee.json": {
        "kind": "term",
        "id": "sham-knee",
        "title": "Sham knee",
        "aliases": ["lookalike"],
        "definition": "A pretend treatment.",
    },
    "substances/knee-syrup.json": {
        "kind": "substance",
        "id": "knee-syrup",
        "title": "Knee syrup",
        "drug_class": "opioid-analgesic",
        "codes": [
            {"system": "ATC", "code": "X99ZZ99", "match": "exact"},
            {"system": "RxNorm", "code": "99992670", "match": "exact"},
        ],
        "names": ["Siróp"],
        "uses": [{"indication": "Pain", "dose": "30 mg", "region": "GB", "citations": [cite("tablet-label#opioids", "context")]}],
    },
    "sources/knee-letter.json": {
        "kind": "source",
        "id": "knee-letter",
        "title": "A letter on knees",
        "type": "letter",
        "dose_class": "low",
        "publisher": "Knee Press",
        "url": "https://example.org/letter",
        "link_kind": "publisher",
        "parent": "knee-trial",
        "shown_with": ["knee-trial"],
        "statements": [{"id": "view", "kind": "finding", "text": "The trial was small.", "dose_context": "low"}],
        "checked": {"month": "2026-09", "depth": "unknown"},
    },
    "sources/knee-trial.json": _TRIAL,
    "sources/tablet-label.json": {
        "kind": "source",
        "id": "tablet-label",
        "title": "Naltrexone 50 mg tablets",
        "type": "drug-label",
        "dose_class": "standard-or-high",
        "url": "https://example.org/label",
        "link_kind": "regulator",
        "statements": [{"id": "opioids", "kind": "label", "text": "Not with opioids.", "dose_context": "standard"}],
        "checked": {"month": "2026-08", "depth": "label"},
    },
    "retired/achy-knee.json": {
        "kind": "retired",
        "id": "achy-knee",
        "title": "Achy knee",
        "was": "condition/achy-knee",
        "moved_to": ["condition/sore-knee"],
        "why": "It was renamed.",
    },
    "retired/pretence.json": {
        "kind": "retired",
        "id": "pretence",
        "title": "Pretence",
        "was": "term/pretence",
        "moved_to": ["term/dud", "term/sham-knee"],
        "why": "It meant two things.",
    },
    "retired/knee-gnome.json": {
        "kind": "retired",
        "id": "knee-gnome",
        "title": "Knee gnome",
        "was": "term/knee-gnome",
        "why": "It was a hoax.",
    },
}


def small() -> Files:
    """The files of the small pack, free to be changed."""
    return deepcopy(_SMALL)


def text_of(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def write(root: Path, files: Files) -> Path:
    """Write files into a directory and return it."""
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(data), encoding="utf-8")
    return root


def zipped(path: Path, files: Files, *, folder: str = "", compression: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write files into a zip and return its path."""
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(folder + name, text_of(data))
    return path


def overlay(*entries: Data, **changes: Any) -> Files:
    """The files of a pack of these entries, to lie on the small one."""
    from ldn_content.model import FOLDERS

    own = {f"{FOLDERS[item['kind']]}/{item['id']}.json": item for item in entries}
    return {"pack.json": manifest(**{"id": "top-pack", "title": "A pack on top", **changes}), **own}


def load(root: Path, files: Files) -> Pack:
    return load_pack(write(root, files))


def library(root: Path, *layers: Files) -> Library:
    """The library of layers, the small pack where none is given."""
    return Library([load(root / f"layer-{number}", files) for number, files in enumerate(layers or (small(),))])


def entry(root: Path, reference: str) -> AnyEntry:
    return library(root).entry(reference)


def place(root: Path, file: str, text: str) -> tuple[int, int]:
    """Line and column of the first place where a text stands in a file."""
    whole = (root / file).read_text(encoding="utf-8")
    return line_column(whole, whole.index(text))
