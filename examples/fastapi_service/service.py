"""Cards as JSON from a FastAPI service, whose OpenAPI description holds the models of the library.

uvicorn service:app        # then open http://127.0.0.1:8000/docs
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import FastAPI, Header, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

import ldn_content as ldn
from ldn_content.mcp_server import answers
from ldn_content.mcp_server.shapes import MedicineAnswer, SearchAnswer

LIBRARY = ldn.Library.load()  # once a process; packs=["./our-pack"] lays your own content on top
app = FastAPI(title="Low-dose naltrexone: what is known", version=ldn.CONTENT_VERSION)


class Problem(BaseModel):
    """Why there is no answer."""

    detail: str


NOT_HERE: dict[int | str, dict[str, Any]] = {404: {"model": Problem}}
NOT_CHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "The card is the one that you have."}}


@app.get("/cards/{kind}/{name}", response_model=ldn.Card, responses=NOT_HERE | NOT_CHANGED)
def card(
    kind: str, name: str, response: Response, claim: str | None = None, if_none_match: Annotated[str, Header()] = ""
) -> ldn.Card | Response:
    """Return the card of an entry, or of one claim of it, with all that travels with it."""
    made = LIBRARY.card(f"{kind}/{name}" if claim is None else f"{kind}/{name}#{claim}")
    tag = f'W/"{made.digest}"'  # weak: a release that changes other cards only changes the versions on this one
    if tag.removeprefix("W/") in if_none_match:
        return Response(status_code=304, headers={"ETag": tag})
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "no-cache"  # may be kept, and is asked for again before it is shown
    return made


@app.get("/search")
def search(q: Annotated[str, Query(min_length=1)], limit: Annotated[int, Query(ge=1, le=answers.MOST_HITS)] = 5) -> SearchAnswer:
    """Return what fits a query, each hit with the cautions that have to be shown with it."""
    found = answers.search(LIBRARY, q, limit)
    hits = tuple(hit.model_copy(update={"more": f"GET /cards/{hit.reference}"}) for hit in found.hits)
    return found.model_copy(update={"hits": hits, "more": "GET /cards/{reference of a hit}"})


@app.get("/medicines/{name:path}")
def medicine(name: str) -> MedicineAnswer:
    """Return the cautions that name a medicine. One that is not listed is told so: a 404 would sound like no risk."""
    found = answers.list_caveats_for_medicine(LIBRARY, name)
    return found.model_copy(update={"more": "GET /cards/{reference of a medicine or a caution}"})


@app.exception_handler(ldn.UnknownEntry)
def not_here(_: Request, error: Exception) -> JSONResponse:
    """Tell what may have been meant: the message of the error suggests it."""
    return JSONResponse({"detail": str(error)}, 404)


@app.exception_handler(answers.NotUnderstood)
def not_understood(_: Request, error: Exception) -> JSONResponse:
    """Tell what the service takes."""
    return JSONResponse({"detail": str(error)}, 422)
