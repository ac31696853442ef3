"""The wiring: the tools as an MCP server speaks of them. The SDK is loaded when a server is made."""

# No `from __future__ import annotations`: the SDK reads the annotations of the tools, whose names are local to `make_server`.

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import Field

from ldn_content.errors import LdnContentError, UnknownEntry
from ldn_content.inert import printable
from ldn_content.library import Library
from ldn_content.mcp_server import answers
from ldn_content.mcp_server.shapes import AnyAnswer, CertaintyAnswer, CitationAnswer, EntryAnswer, MedicineAnswer, SearchAnswer
from ldn_content.mcp_server.wording import to_text
from ldn_content.model.card import FORMS
from ldn_content.render import labels
from ldn_content.versions import __version__

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

INSTRUCTIONS: Final = """\
Cited, graded information about low-dose naltrexone (LDN). It is no medical advice.
Keep the words of a sentence: its hedge is part of it. Show the cautions in must_read with whatever you take from an answer, and
say where the others are. Say who has reviewed it. A medicine that is not listed here: say so, and to ask a pharmacist; never
that nothing was found, or that there is no interaction. Never tell anybody to take, change or stop a dose.
Start with search; then get_entry, explain_certainty and cite take the references that it gives.
"""
_REFERENCE: Final = (
    "A reference such as condition/fibromyalgia, a claim's such as condition/fibromyalgia#pain, a name, or a code."
)
Reference = Annotated[str, Field(description=_REFERENCE)]
Query = Annotated[str, Field(description="What somebody would type, such as: can I take it with codeine")]
# The bounds stand in the schema and not in the type, so that what is out of them is told in our words.
Limit = Annotated[
    int, Field(description="At most so many entries.", json_schema_extra={"minimum": 1, "maximum": answers.MOST_HITS})
]
Form = Annotated[
    str,
    Field(description="full: all of it, very long; compact; line: one sentence.", json_schema_extra={"enum": [*FORMS]}),
]
Audience = Annotated[str, Field(description="For whom the full form is.", json_schema_extra={"enum": [*labels.AUDIENCES]})]
Cautions = Annotated[bool, Field(description="Give also the sources on which only its cautions stand: there are many.")]
MedicineName = Annotated[str, Field(description="One medicine, by name, brand or code, such as codeine or MeSH:D003061.")]


def make_server(library: Library) -> "MCPServer[Any]":
    """Return an MCP server over a library; `run()` serves standard input and output until the client leaves.

    Raises:
        ImportError: the extra `[mcp]` is not installed.
    """
    from mcp.server.mcpserver import MCPServer
    from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
    from mcp_types import CallToolResult, TextContent, ToolAnnotations

    server: MCPServer[Any] = MCPServer(
        "ldn-content",
        title="Low-dose naltrexone, cited and graded",
        instructions=INSTRUCTIONS,
        version=__version__,
        log_level="WARNING",  # to standard error: what a client got wrong is told to the client
    )
    reading = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

    def result(answer: AnyAnswer) -> CallToolResult:
        text = TextContent(type="text", text=to_text(answer))
        return CallToolResult(content=[text], structured_content=answer.model_dump(mode="json"))

    @server.tool(title="Search", annotations=reading)
    def search(query: Query, limit: Limit = 5) -> Annotated[CallToolResult, SearchAnswer]:
        """Find what is known about a question, condition, word or claim on low-dose naltrexone. Each hit has its cautions."""
        with _told(ToolError):
            return result(answers.search(library, query, limit))

    @server.tool(title="Get an entry", annotations=reading)
    def get_entry(
        reference: Reference, form: Form = "compact", audience: Audience = "plain"
    ) -> Annotated[CallToolResult, EntryAnswer]:
        """Read an entry, or one claim of it, with its certainty and cautions. Show the text as it is."""
        with _told(ToolError):
            return result(answers.get_entry(library, reference, form, audience))

    @server.tool(title="List the cautions that name a medicine", annotations=reading)
    def list_caveats_for_medicine(medicine: MedicineName) -> Annotated[CallToolResult, MedicineAnswer]:
        """List the cautions on low-dose naltrexone that name a medicine. Not listed does not mean harmless: ask a pharmacist."""
        with _told(ToolError):
            return result(answers.list_caveats_for_medicine(library, medicine))

    @server.tool(title="Explain a certainty", annotations=reading)
    def explain_certainty(reference: Reference) -> Annotated[CallToolResult, CertaintyAnswer]:
        """Explain how sure we are of what an entry or a claim says: the level in words, and each reason to be less sure."""
        with _told(ToolError):
            return result(answers.explain_certainty(library, reference))

    @server.tool(title="Cite", annotations=reading)
    def cite(reference: Reference, *, cautions: Cautions = False) -> Annotated[CallToolResult, CitationAnswer]:
        """List the sources of an entry or a claim, with numbers, links and what was read of each."""
        with _told(ToolError):
            return result(answers.cite(library, reference, cautions=cautions))

    @server.resource("ldn://{kind}/{name}", name="entry", title="An entry as text", mime_type="text/plain")
    def entry(kind: str, name: str) -> str:
        """All of an entry as text, such as ldn://condition/fibromyalgia: claims, certainty, cautions, sources, versions."""
        with _told(ResourceNotFoundError):
            return answers.get_entry(library, f"{kind}/{name}", "full").text

    return server


@contextmanager
def _told(error: type[Exception]) -> Generator[None]:
    """Give the client the reason where a call fails: the SDK passes on that of its own errors only."""
    try:
        yield
    except UnknownEntry as reason:
        told = printable(str(reason))
        end = "" if told.endswith("?") else "."
        raise error(f"{told}{end} A medicine that is not listed here: ask a pharmacist.") from reason
    except LdnContentError as reason:
        raise error(printable(str(reason), kept="\n")) from reason
