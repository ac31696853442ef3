"""What an HTML fragment says of itself, so that an audit can tell whether it is still what the library says.

The element that holds a fragment, its root, carries the attributes that `attributes` gives. In it, each caveat that the form
shows stands in an element with `data-ldn-caveat`, and the link to the caveats that it does not show has `data-ldn-more`.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from html import escape

from ldn_content.fragments.page import REFERENCE, inside
from ldn_content.model import Caveat, Claim, ClaimReview
from ldn_content.model.card import FORMS, Card
from ldn_content.render import labels

CONTENT = "data-ldn-content"
"""On the root: the packs that the card comes from, each with the version of its content: `ldn-content@2026.11.2`."""
SCHEMA = "data-ldn-schema"
"""On the root: the schema of the card, which its digest depends on."""
DIGEST = "data-ldn-digest"
"""On the root: the digest of the card."""
FORM = "data-ldn-form"
"""On the root: the form."""
AUDIENCE = "data-ldn-audience"
"""On the root: the audience."""
CAVEATS = "data-ldn-caveats"
"""On the root: the ids of all caveats that the card requires, with spaces between."""
TEXT = "data-ldn-text"
"""On the root: the digest of the text inside. The one attribute that may be missing."""
LANGUAGE = "lang"
"""On the root: the language (BCP 47)."""
NEEDED = (REFERENCE, CONTENT, SCHEMA, DIGEST, FORM, AUDIENCE, CAVEATS)
"""The attributes without which a fragment cannot be judged."""


def attributes(card: Card, form: str = "full", audience: str = "plain", *, content: str | None = None) -> dict[str, str]:
    """Return the attributes of the root of a fragment.

    Args:
        card: what the fragment shows.
        form: full, compact or line.
        audience: plain or clinical.
        content: the HTML inside the root; with it, the digest of its text is one of the attributes.

    Raises:
        CorruptData: the card was changed after it was made.
        ValueError: no such form or audience, or the HTML holds a root itself.

    >>> import ldn_content as ldn
    >>> attributes(ldn.card("term/placebo"), "line")["data-ldn-form"]
    'line'
    """
    if form not in FORMS:
        raise ValueError(f"no form {form!r}: there are {', '.join(FORMS)}")
    if audience not in labels.AUDIENCES:
        raise ValueError(f"no audience {audience!r}: there are {', '.join(labels.AUDIENCES)}")
    card.verify()
    made = {
        LANGUAGE: card.language,
        REFERENCE: card.reference,
        CONTENT: " ".join(f"{pack.id}@{pack.content_version}" for pack in card.packs),
        SCHEMA: card.versions.schema_version,
        DIGEST: card.digest,
        FORM: form,
        AUDIENCE: audience,
        CAVEATS: " ".join(caveat.id for caveat in card.caveats),
    }
    return made if content is None else {**made, TEXT: text_digest(content)}


def written(attributes: Mapping[str, str]) -> str:
    """Return attributes as they stand in a tag.

    >>> written({"lang": "en", "title": 'the "short"'})
    'lang="en" title="the &quot;short&quot;"'
    """
    return " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())


def text_digest(content: str) -> str:
    r"""Return the digest of the text that HTML shows: what `data-ldn-text` on the root around it holds.

    The text is that of the elements which are shown (`page.hides`), without what a host fills in with
    `data-ldn-emergency`, and normalised (`page.normalised`). Tags, classes, comments and white space make no difference.

    Raises:
        ValueError: the HTML holds a root of its own: give what stands inside it.

    >>> text_digest("<p>LDN may <b>help</b>.</p>") == text_digest("<div><p>LDN  may help.\n</p></div><!-- made -->")
    True
    """
    return digest_of(inside(content))


def digest_of(text: str) -> str:
    """Return the digest of a text that has been normalised."""
    return "sha256:" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def wording(item: Claim | Caveat | ClaimReview, audience: str) -> str:
    """Return what the full form says to an audience: the most that was written for it."""
    return (item.clinical if audience == "clinical" else None) or item.plain or item.short


def sentences(card: Card, form: str, audience: str) -> tuple[str, ...]:
    """Return what stands in a fragment, word for word, beside its caveats: the short, and how sure and how well looked at it is.

    >>> import ldn_content as ldn
    >>> sentences(ldn.card("condition/fibromyalgia"), "line", "plain")
    ('On average, LDN may make little or no difference to fibromyalgia pain.',)
    """
    if form == "line":
        return (card.short,)
    level = card.evidence.level
    certainty = () if level is None else (labels.certainty(level),)
    claims = tuple(wording(claim, audience) for claim in card.claims) if form == "full" else ()
    return (card.short, *certainty, *claims, labels.review(card.review))


def cautions(card: Card, form: str, audience: str) -> dict[str, tuple[str, ...]]:
    """Return what the elements of each caveat hold, word for word, by its id: in the full form its text and every action.

    >>> import ldn_content as ldn
    >>> list(cautions(ldn.card("condition/fibromyalgia"), "line", "plain"))
    ['current-opioid-use']
    """
    if form == "full":
        return {item.id: (wording(item, audience), *(action.text for action in item.actions)) for item in card.caveats}
    grave = card.must_read[:1] if form == "line" else card.must_read
    return {item.id: (item.short,) for item in grave}
