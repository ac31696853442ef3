"""What was published, and the study that it reports."""

from __future__ import annotations

import re
from urllib.parse import quote

from ldn_content.export.json_ld.addresses import THERAPY, Addresses
from ldn_content.export.json_ld.nodes import Node, labelled, link, member, node
from ldn_content.model import Source
from ldn_content.model.card import Reference
from ldn_content.model.source import RANDOMISED, citation_line
from ldn_content.render import labels

_WORKS = {"web-page": "WebPage", "trial-registration": "WebPage", "drug-label": "CreativeWork", "guideline": "CreativeWork"}
_ARTICLE = "MedicalScholarlyArticle"
_PUBLICATION_TYPES = {
    "case-report": "Case Reports",
    "letter": "Letter",
    "meta-analysis": "Meta-Analysis",
    "narrative-review": "Review",
    "rct-crossover": "Randomized Controlled Trial",
    "rct-parallel": "Randomized Controlled Trial",
    "single-arm-trial": "Clinical Trial",
    "systematic-review": "Systematic Review",
}
"""Names of MeSH's catalogue of publication types, which schema.org asks for; only where one means what our type means."""
_TRIALS = RANDOMISED | {"single-arm-trial", "trial-registration"}
_OBSERVED = {"case-series": "CaseSeries", "retrospective-cohort": "CohortStudy", "registry-study": "Registry"}
_BLINDING = {"double-blind": "DoubleBlindedTrial", "single-blind": "SingleBlindedTrial", "open-label": "OpenTrial"}
_INDEXED_NAME = re.compile(r"\S+(?: \S+){0,3} [A-Z]{1,4}")


def publication(source: Source | Reference, at: Addresses, *, study: bool = False) -> Node:
    """Return the publication whole: what it is, where it is, how much of it was read, and the dose that it is about.

    Args:
        source: the entry, or what a card tells of it.
        at: the addresses.
        study: whether the study that it reports is in the graph too.
    """
    brief = brief_publication(source, at)
    kind = brief["@type"]
    return brief | node(
        kind,
        genre=source.type.replace("-", " "),
        publicationType=_PUBLICATION_TYPES.get(source.type) if kind == _ARTICLE else None,
        author=[node("Person", name=item) for item in source.authors if source.journal and _INDEXED_NAME.fullmatch(item)],
        isPartOf=node("Periodical", name=source.journal) if source.journal else None,
        publisher=node("Organization", name=source.publisher) if source.publisher else None,
        datePublished=None if source.year is None else str(source.year),
        identifier=[item for item in (labelled("DOI", source.doi), labelled("PMID", source.pmid)) if item],
        sameAs=[
            *([f"https://doi.org/{quote(source.doi, safe='/:;()._-')}"] if source.doi else []),
            *([f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/"] if source.pmid else []),
        ],
        about=link(at.of(f"source/{_name(source)}", "Study")) if study else None,
    )


def brief_publication(source: Source | Reference, at: Addresses) -> Node:
    """Return the publication as it is cited: some pages cite fifty."""
    depth = source.checked.depth if isinstance(source, Source) else source.depth
    kind = _ARTICLE if source.journal is not None and source.type == "guideline" else _WORKS.get(source.type, _ARTICLE)
    return node(
        kind,
        at.of(f"source/{_name(source)}", "Publication"),
        name=source.title,
        description=f"{labels.DEPTHS[depth]}. Dose of naltrexone: {source.dose_class.replace('-', ' ')}.",
        creditText=citation_line(source.authors, source.title, source.journal or source.publisher, source.year),
        url=source.url,
    )


def _name(source: Source | Reference) -> str:
    return source.id if isinstance(source, Source) else source.source


def study(source: Source, at: Addresses, conditions: frozenset[str]) -> Node | None:
    """Return the study that a source reports or registers: a trial or an observational one; none of another kind.

    Args:
        source: the entry.
        at: the addresses.
        conditions: the conditions that are in the graph.
    """
    if source.study is None or (source.type not in _TRIALS and source.type not in _OBSERVED):
        return None
    trial = source.type in _TRIALS
    return node(
        "MedicalTrial" if trial else "MedicalObservationalStudy",
        at.of(source.reference, "Study"),
        name=source.title,
        description=source.study.population,
        identifier=[labelled("trial register", name) for name in source.trial_ids],
        trialDesign=[member(name) for name in _designs(source)] if trial else None,
        studyDesign=None if trial else member(_OBSERVED[source.type]),
        status=source.study.status,
        studySubject=link(at.of(THERAPY)) if source.dose_class == "low" else None,
        healthCondition=[
            link(at.of(f"condition/{name}", "MedicalCondition")) for name in source.conditions if name in conditions
        ],
        subjectOf=link(at.of(source.reference, "Publication")),
    )


def _designs(source: Source) -> list[str]:
    block = source.study
    if block is None:
        return []
    found = ["RandomizedTrial"] if source.type in RANDOMISED else []
    found += [_BLINDING[block.blinding]] if block.blinding in _BLINDING else []
    return found + (["PlaceboControlledTrial"] if any(arm.role == "placebo" for arm in block.arms) else [])
