"""A host with templates of its own: it writes cards as HTML with the attributes of the contract, for the tests of the audit."""

from __future__ import annotations

import re
from collections.abc import Collection
from html import escape

from ldn_content import fragments
from ldn_content.model import Caveat, Claim
from ldn_content.model.card import Card
from ldn_content.pages import Page
from ldn_content.render import labels

ELEMENT = re.compile(r'<div class="caveat" data-ldn-caveat="([a-z0-9-]+)">(.*?)</div>', re.DOTALL)
"""An element that holds a caveat, as this host writes it."""
NUMBER = "the emergency number where you are"


def fragment(
    card: Card, form: str, audience: str = "plain", *, more: str = "/full", emergency: str = "", without: Collection[str] = ()
) -> str:
    """A card as a fragment. `without`: the caveats that the page shows once for all of its cards."""
    content = _content(card, form, audience, more, emergency, without)
    return rooted(fragments.attributes(card, form, audience, content=content), content)


def rooted(attributes: dict[str, str], content: str) -> str:
    return f"<section {fragments.written(attributes)}>{content}</section>"


def page(shown: Page, audience: str = "plain") -> str:
    """Cards in the full form; what they share stands once, after them."""
    shared = {caveat.id: caveat for caveat in shown.shared}
    cards = [fragment(card, "full", audience, more="#for-all", without=shared) for card in shown.cards]
    caveats = "\n".join(_whole(caveat, audience, "") for caveat in shared.values())
    return "\n".join([*cards, f'<section id="for-all" data-ldn-shared><h2>{labels.SHARED_CAUTIONS}</h2>{caveats}</section>'])


def document(*parts: str) -> str:
    body = "\n".join(parts)
    head = '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>LDN</title></head>'
    return f"{head}\n<body><h1>LDN</h1>\n{body}\n</body></html>\n"


def _content(card: Card, form: str, audience: str, more: str, emergency: str, without: Collection[str]) -> str:
    if form == "line":
        grave = "".join(_short(caveat) for caveat in card.must_read[:1])
        return f'<p class="short">{escape(card.short)}</p>{grave}<a data-ldn-more href="{more}">{labels.CAUTIONS}</a>'
    parts = [f"<h2>{escape(card.title)}</h2>", f'<p class="short">{escape(card.short)}</p>', *map(_short, card.must_read)]
    if card.evidence.level:
        parts.append(f"<p>{escape(labels.certainty(card.evidence.level))}.</p>")
    if form == "full":
        parts += [_claim(claim, audience) for claim in card.claims]
        parts += [_whole(caveat, audience, emergency) for caveat in card.caveats if caveat.id not in without]
        parts += [f'<cite>{escape(item.title)} <a href="{escape(item.url)}">{item.source}</a></cite>' for item in card.references]
    if form == "compact" or without:
        parts.append(f'<p><a data-ldn-more href="{more}">All cautions</a></p>')
    return "\n".join([*parts, f"<footer>{escape(labels.review(card.review))}</footer>"])


def _claim(claim: Claim, audience: str) -> str:
    text = (claim.clinical if audience == "clinical" else None) or claim.plain or claim.short
    return f'<p class="claim">{escape(text)}<sup>[1]</sup></p>'


def _short(caveat: Caveat) -> str:
    inside = f"<strong>{labels.severity(caveat.severity, 'plain')}:</strong> {escape(caveat.short)}"
    return f'<div class="caveat" data-ldn-caveat="{caveat.id}">{inside}</div>'


def _whole(caveat: Caveat, audience: str, emergency: str) -> str:
    text = (caveat.clinical if audience == "clinical" else None) or caveat.plain
    actions = "".join(f"<li>{labels.WHO[item.who]}: {_with_number(escape(item.text), emergency)}</li>" for item in caveat.actions)
    inside = f"<h3>{escape(caveat.title)}</h3><p>{escape(text)}<sup>[2, 3]</sup></p><ul>{actions}</ul>"
    return f'<div class="caveat" data-ldn-caveat="{caveat.id}">{inside}</div>'


def _with_number(text: str, emergency: str) -> str:
    filled = f'{NUMBER}<span data-ldn-emergency> (<a href="tel:{emergency}">{emergency}</a>)</span>'
    return text.replace(NUMBER, filled) if emergency else text
