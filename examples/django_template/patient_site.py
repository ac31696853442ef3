"""A patient site in Django: a page an entry, a search, and a page for what is not there.

python patient_site.py runserver        # then open http://127.0.0.1:8000/ldn/?q=codeine
"""

from __future__ import annotations

import sys
from pathlib import Path

from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path

import ldn_content as ldn
from ldn_content.render import styles

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1", "localhost"],
    ROOT_URLCONF=__name__,
    TEMPLATES=[
        {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [Path(__file__).with_name("templates")]},
    ],
    LDN_EMERGENCY_NUMBER="112",  # that of your country
)

LIBRARY = ldn.Library.load()  # once a process; packs=["./our-pack"] lays your own content on top
CARD_PAGE = "/ldn/{kind}/{id}/"


def entry(request: HttpRequest, kind: str, name: str) -> HttpResponseBase:
    """Show the whole card of an entry. An id that has moved leads to where it is now."""
    try:
        card = LIBRARY.card(f"{kind}/{name}")
    except ldn.UnknownEntry as error:  # its message suggests what may have been meant
        raise Http404(str(error)) from error
    if card.reference != f"{kind}/{name}":
        return redirect("entry", *card.reference.split("/"), permanent=True)
    card_html = card.to_html(heading=1, emergency=settings.LDN_EMERGENCY_NUMBER)
    return render(request, "entry.html", {"card": card, "card_html": card_html, **page()})


def search(request: HttpRequest) -> HttpResponse:
    """Show what fits a query: each hit in a line, with its gravest caution and a link to the whole card."""
    query = request.GET.get("q", "")
    cards = [LIBRARY.card(hit.reference) for hit in LIBRARY.search(query)]
    found = {
        "query": query,
        "unknown": LIBRARY.unknown_words(query),
        "hits": [card.to_html("line", more=CARD_PAGE) for card in cards],
    }
    return render(request, "search.html", {**found, **page()})


def stylesheet(request: HttpRequest) -> HttpResponse:
    """Serve the optional stylesheet of the library. A real site copies it to its static files."""
    return HttpResponse(styles.stylesheet(), content_type="text/css")


def page() -> dict[str, str]:
    """Return what the template of every page needs."""
    return {"language": LIBRARY.language}


urlpatterns = [
    path("ldn/", search, name="search"),
    path("ldn/ldn-content.css", stylesheet, name="stylesheet"),
    path("ldn/<kind>/<name>/", entry, name="entry"),
]

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
