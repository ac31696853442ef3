"""A pharmacist's screen in Flask: the clinical wording, no link to a promoter, and what is known of the customer shown first.

flask --app pharmacy run        # then open http://127.0.0.1:5000/?q=codeine
"""

from __future__ import annotations

from flask import Flask, Response, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

import ldn_content as ldn
from ldn_content.errors import InvalidOption
from ldn_content.render import styles
from ldn_content.render.options import CONTEXTS, LINK_KINDS

app = Flask(__name__)
app.config["EMERGENCY_NUMBER"] = "112"  # that of your country
LIBRARY = ldn.Library.load()  # once a process; packs=["./our-pack"] lays your own content on top
LINKS = set(LINK_KINDS) - {"promoter", "copy"}


@app.get("/")
def search() -> str:
    """Show what fits a query: each hit in a line, with its gravest caution and a link to the whole card."""
    query = request.args.get("q", "")
    cards = [LIBRARY.card(hit.reference) for hit in LIBRARY.search(query)]
    hits = [card.to_html("line", audience="clinical", more="/{kind}/{id}") for card in cards]
    return render_template("search.html", query=query, unknown=LIBRARY.unknown_words(query), hits=hits)


@app.get("/<kind>/<name>")
def entry(kind: str, name: str) -> str | AnyResponse:
    """Show the whole card. `?context=pregnant` shows first what matters to that customer, and takes nothing away."""
    card = LIBRARY.card(f"{kind}/{name}")
    if card.reference != f"{kind}/{name}":  # the id has moved
        kind, _, name = card.reference.partition("/")
        return redirect(url_for("entry", kind=kind, name=name), 301)
    context = request.args.getlist("context")
    card_html = card.to_html(
        heading=1, audience="clinical", links=LINKS, context=context, emergency=app.config["EMERGENCY_NUMBER"]
    )
    return render_template("entry.html", card=card, card_html=card_html, context=context, contexts=CONTEXTS)


@app.errorhandler(ldn.UnknownEntry)
@app.errorhandler(NotFound)
def not_found(error: Exception) -> tuple[str, int]:
    """Show what may have been meant: the message of the error suggests it."""
    return render_template("problem.html", title="Not here", problem=getattr(error, "description", error)), 404


@app.errorhandler(InvalidOption)
def bad_request(error: InvalidOption) -> tuple[str, int]:
    """Tell what the address may ask for."""
    return render_template("problem.html", title="Not understood", problem=error), 400


@app.get("/ldn-content.css")
def stylesheet() -> Response:
    """Serve the optional stylesheet of the library."""
    return Response(styles.stylesheet(), mimetype="text/css")


@app.context_processor
def page() -> dict[str, str]:
    """Return what the template of every page needs."""
    return {"language": LIBRARY.language}
