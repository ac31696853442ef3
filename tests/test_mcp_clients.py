"""The MCP server as clients see it: the SDK's own, in memory and over standard input and output, and the inspector from npm."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

import ldn_content as ldn
import packs
from ldn_content.builtin import LIBRARY
from ldn_content.errors import CorruptData
from ldn_content.library import Library
from ldn_content.mcp_server import answers
from ldn_content.mcp_server.server import INSTRUCTIONS, make_server
from ldn_content.mcp_server.wording import to_text

if TYPE_CHECKING:
    import anyio
    from mcp.client import Client
    from mcp.client.stdio import StdioServerParameters, stdio_client
    from mcp.shared.exceptions import MCPError
else:
    pytest.importorskip("mcp.server.mcpserver", reason="needs the extra: pip install 'ldn-content[mcp]'")
    import anyio
    from mcp.client import Client
    from mcp.client.stdio import StdioServerParameters, stdio_client
    from mcp.shared.exceptions import MCPError

T = TypeVar("T")
PAGE = Path(__file__).parents[1] / "docs" / "embed" / "mcp.md"
COMMAND = [sys.executable, "-m", "ldn_content", "mcp"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
NODE_MODULES = os.environ.get("LDN_CONTENT_NODE_MODULES")
GRAVEST = LIBRARY.caveats["current-opioid-use"].short
EXAMPLES: dict[str, dict[str, Any]] = {
    "search": {"query": "can I take it with codeine", "limit": 2},
    "get_entry": {"reference": "condition/fibromyalgia#pain", "form": "compact"},
    "list_caveats_for_medicine": {"medicine": "tramadol"},
    "explain_certainty": {"reference": "condition/fibromyalgia"},
    "cite": {"reference": "fibromyalgia"},
}


def talk(ask: Callable[[Client], Awaitable[T]], library: Library = LIBRARY, mode: str = "auto") -> T:
    """What a client in the same process gets."""

    async def session() -> T:
        async with Client(make_server(library), mode=mode) as client:
            return await ask(client)

    return anyio.run(session)


def call(name: str, arguments: dict[str, Any], library: Library = LIBRARY) -> tuple[bool, str, Any]:
    """Whether a tool failed, its text and its structured content."""

    async def ask(client: Client) -> tuple[bool, str, Any]:
        result = await client.call_tool(name, arguments)
        [content] = result.content
        assert content.type == "text"
        return result.is_error, content.text, result.structured_content

    return talk(ask, library)


def answer_to(name: str, arguments: dict[str, Any]) -> Any:
    return getattr(answers, name)(LIBRARY, **arguments)


# in memory


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_tools_say_what_they_take_and_that_they_only_read(mode: str) -> None:
    async def ask(client: Client) -> Any:
        assert client.instructions == INSTRUCTIONS
        return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in talk(ask, mode=mode)}
    assert tools.keys() == EXAMPLES.keys()
    for tool in tools.values():
        assert tool.annotations.read_only_hint
        assert tool.annotations.idempotent_hint
        assert not tool.annotations.destructive_hint
        assert not tool.annotations.open_world_hint
        assert tool.description
        assert all(field["description"] for field in tool.input_schema["properties"].values())
        assert tool.output_schema["properties"]["must_read"]["description"]
        Draft202012Validator.check_schema(tool.input_schema)
        Draft202012Validator.check_schema(tool.output_schema)
    assert tools["get_entry"].input_schema["properties"]["form"]["enum"] == ["full", "compact", "line"]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_client_gets_the_answer_as_text_and_as_data_of_the_schema(name: str, mode: str) -> None:
    async def ask(client: Client) -> Any:
        schemas = {tool.name: tool.output_schema for tool in (await client.list_tools()).tools}
        return schemas[name], await client.call_tool(name, EXAMPLES[name])

    schema, result = talk(ask, mode=mode)
    expected = answer_to(name, EXAMPLES[name])
    assert not result.is_error
    assert [content.text for content in result.content] == [to_text(expected)]
    assert result.structured_content == json.loads(expected.model_dump_json())
    Draft202012Validator(schema).validate(result.structured_content)
    assert GRAVEST in json.dumps(result.structured_content)
    assert GRAVEST in " ".join(result.content[0].text.split())


@pytest.mark.parametrize(
    ("name", "arguments", "reason"),
    [
        (
            "get_entry",
            {"reference": "condition/fibromyalgja"},
            "did you mean 'condition/fibromyalgia'? A medicine that is not listed",
        ),
        ("get_entry", {"reference": "warfarin"}, "no entry 'warfarin'"),
        ("get_entry", {"reference": "fibromyalgia", "form": "tall"}, "there are full, compact, line"),
        ("get_entry", {"reference": "term/placebo", "audience": "\x1b[31m"}, "there are plain, clinical"),
        ("get_entry", {"reference": "x" * 10**6}, "has 1,000,000 characters, more than 500"),
        ("cite", {"reference": "off label"}, "it may mean: "),
        ("explain_certainty", {"reference": "fibromyalgia#cure"}, "has no claim 'cure'"),
        ("search", {"query": ""}, "the query is empty"),
        ("search", {"query": "pain", "limit": 0}, "give a number from 1 to 20"),
        ("search", {"query": "pain", "limit": "many"}, "limit"),
        ("search", {}, "query"),
        ("list_caveats_for_medicine", {"medicine": " "}, "the medicine is empty"),
        ("cure", {}, "Unknown tool: cure"),
    ],
)
def test_a_call_that_fails_tells_the_reason(name: str, arguments: dict[str, Any], reason: str) -> None:
    failed, text, content = call(name, arguments)
    assert failed
    assert reason in text
    assert content is None
    assert "Traceback" not in text
    assert text.replace("\n", "").isprintable()


def test_damage_is_told_to_the_client(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_: Any) -> None:
        raise CorruptData("conditions/fibromyalgia.json is damaged: install ldn-content anew")

    monkeypatch.setattr(Library, "card", damaged)
    failed, text, _ = call("get_entry", {"reference": "condition/fibromyalgia"})
    assert failed
    assert "conditions/fibromyalgia.json is damaged: install ldn-content anew" in text


def test_resources_are_entries_as_text() -> None:
    async def ask(client: Client) -> Any:
        templates = (await client.list_resource_templates()).resource_templates
        read = [
            await client.read_resource(uri) for uri in ("ldn://condition/fibromyalgia", "ldn://condition/fibromyalgia%23pain")
        ]
        return templates, [item.model_dump(mode="json", include={"contents"})["contents"][0] for item in read]

    [template], [entry, claim] = talk(ask)
    assert template.uri_template == "ldn://{kind}/{name}"
    assert (entry["mime_type"], entry["text"]) == ("text/plain", ldn.card("condition/fibromyalgia").to_text())
    assert (claim["mime_type"], claim["text"]) == ("text/plain", ldn.card("condition/fibromyalgia#pain").to_text())


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ldn://condition/fibromyalgja", "did you mean 'condition/fibromyalgia'?"),
        ("ldn://disease/lupus", "no entry 'disease/lupus'"),
        ("ldn://condition/%1b%5b31m", r"no entry 'condition/\x1b[31m'"),
        ("ldn://..%2f..%2fetc/passwd", "ldn://"),
        ("file:///etc/passwd", "Unknown resource"),
    ],
)
def test_a_resource_that_is_not_there_tells_the_reason(address: str, reason: str) -> None:
    async def ask(client: Client) -> str:
        with pytest.raises(MCPError) as told:
            await client.read_resource(address)
        return str(told.value)

    assert reason in talk(ask)


def test_many_may_ask_at_once() -> None:
    library = Library.load()  # nothing of it is built yet

    async def ask(client: Client) -> list[str]:
        texts: list[str] = []

        async def one(name: str) -> None:
            result: Any = await client.call_tool(name, EXAMPLES[name])
            texts.append(result.content[0].text)

        async with anyio.create_task_group() as group:
            for name in [*EXAMPLES] * 4:
                group.start_soon(one, name)
        return texts

    assert sorted(talk(ask, library)) == sorted(to_text(answer_to(*item)) for item in EXAMPLES.items() for _ in range(4))


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the network is touched")

    for name in ("connect", "connect_ex", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for name, arguments in EXAMPLES.items():
        failed, text, _ = call(name, arguments)
        assert not failed, text


# over standard input and output


def serve(lines: bytes, ids: set[int], *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """What the command says to these lines; the client leaves when the calls with these ids are answered."""
    pipes: Any = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    process: Any
    with subprocess.Popen([*COMMAND, *arguments], env={**ENVIRONMENT, **environment}, **pipes) as process:
        patience = threading.Timer(60, process.kill)
        patience.start()
        process.stdin.write(lines)
        process.stdin.flush()
        said: list[bytes] = []
        while ids - {json.loads(line).get("id") for line in said}:
            said += [process.stdout.readline()]
        process.stdin.close()
        rest, errors = process.stdout.read(), process.stderr.read()
        patience.cancel()
    return subprocess.CompletedProcess(process.args, process.returncode, b"".join(said) + rest, errors)


def messages(*calls: tuple[str, dict[str, Any]]) -> bytes:
    """A handshake and calls, as lines of JSON-RPC; the calls are numbered from 1."""
    about = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    lines: list[dict[str, Any]] = [
        {"id": 0, "method": "initialize", "params": about},
        {"method": "notifications/initialized"},
        *({"id": number, "method": method, "params": params} for number, (method, params) in enumerate(calls, start=1)),
    ]
    return b"".join(json.dumps({"jsonrpc": "2.0", **line}).encode() + b"\n" for line in lines)


def replies(done: subprocess.CompletedProcess[bytes]) -> dict[Any, Any]:
    """The replies by id; everything on standard output is one."""
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(item["jsonrpc"] == "2.0" for item in said)
    return {item.get("id"): item for item in said}


def test_the_sdk_talks_to_the_command() -> None:
    server = StdioServerParameters(command=COMMAND[0], args=COMMAND[1:], env={"PYTHONPATH": ENVIRONMENT["PYTHONPATH"]})

    async def session() -> tuple[set[str], list[Any]]:
        async with Client(stdio_client(server)) as client:
            names = {tool.name for tool in (await client.list_tools()).tools}
            return names, [await client.call_tool(name, arguments) for name, arguments in EXAMPLES.items()]

    names, results = anyio.run(session)
    assert names == EXAMPLES.keys()
    for result, (name, arguments) in zip(results, EXAMPLES.items(), strict=True):
        assert result.content[0].text == to_text(answer_to(name, arguments))


def test_a_pack_on_top_is_served(tmp_path: Path) -> None:
    term = {"kind": "term", "id": "wobble", "title": "Wobble", "definition": "A small unsteady movement."}
    root = packs.write(tmp_path / "pack", packs.overlay(term))
    done = serve(messages(("tools/call", {"name": "get_entry", "arguments": {"reference": "Wobble"}})), {1}, "--pack", str(root))
    text = replies(done)[1]["result"]["content"][0]["text"]
    assert "A small unsteady movement." in text
    assert "top-pack@2026.1.0 ldn-content@" in text
    assert GRAVEST in " ".join(text.replace("\n!", "\n").split())


def test_only_the_protocol_is_on_standard_output_whatever_comes_in() -> None:
    rubbish = (
        b'\xff\xfe\nnot json\n{}\n[1, 2]\n{"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": {"name": "\\ud800"}}\n'
        + b"[" * 10**5
        + b"\n\n"
    )
    odd = {"name": "get_entry", "arguments": {"reference": "\0 \u202e"}}
    ask = messages(("tools/call", odd), ("no/such", {}), ("tools/call", {"name": "search", "arguments": {"query": "pain"}}))
    done = serve(rubbish + ask + rubbish, {1, 2, 3})
    found = replies(done)
    assert done.returncode == 0
    assert GRAVEST in found[3]["result"]["content"][0]["text"]
    assert r"no entry '\x00 \u202e'" in found[1]["result"]["content"][0]["text"]
    assert found[2]["error"]["message"]
    assert b"Traceback" not in done.stderr


def test_the_answers_do_not_depend_on_locale_time_zone_or_hash_seed() -> None:
    lines = messages(*(("tools/call", {"name": name, "arguments": arguments}) for name, arguments in EXAMPLES.items()))
    settings = (
        {"PYTHONHASHSEED": "0", "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "TZ": "Pacific/Kiritimati"},
        {"PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "TZ": "America/Adak"},
    )
    one, other = (serve(lines, {1, 2, 3, 4, 5}, **setting) for setting in settings)
    assert (one.returncode, one.stderr) == (0, b"")
    assert len(replies(one)) == len(EXAMPLES) + 1
    assert sorted(one.stdout.splitlines()) == sorted(other.stdout.splitlines())


def test_a_client_that_leaves_without_a_word_is_no_error() -> None:
    pipes: Any = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    process: Any
    with subprocess.Popen(COMMAND, env=ENVIRONMENT, **pipes) as process:
        process.stdout.close()
        process.stdin.write(messages())
        process.stdin.close()
        errors = process.stderr.read()
    assert (process.returncode, errors) == (0, b"")


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_an_interrupt_ends_it_at_once_though_the_client_is_still_there() -> None:
    pipes: Any = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    process: Any
    with subprocess.Popen(COMMAND, env=ENVIRONMENT, **pipes) as process:
        process.stdin.write(messages())
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == -signal.SIGINT
        assert process.stderr.read() == b""


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
@pytest.mark.parametrize("closed", ["<&-", "</dev/null >&-"])
def test_streams_that_are_closed_are_told(closed: str) -> None:
    command = f"'{sys.executable}' -m ldn_content mcp {closed}"
    done = subprocess.run(["sh", "-c", command], env=ENVIRONMENT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(b"ldn-content mcp speaks over standard input and output, and one of them is closed")


# the inspector from npm

OFFLINE = """
const refuse = () => { throw new Error("the network is touched"); };
require("net").Socket.prototype.connect = refuse;
require("net").Server.prototype.listen = refuse;
require("dns").lookup = refuse;
"""


@pytest.fixture
def inspect(tmp_path: Path) -> Callable[..., Any]:
    """Run the inspector in its command-line mode, without a network, and return what it printed."""
    if NODE_MODULES is None:
        pytest.skip("LDN_CONTENT_NODE_MODULES names no folder with the inspector")
    program = Path(NODE_MODULES, "@modelcontextprotocol", "inspector", "cli", "build", "cli.js")
    offline = tmp_path / "offline.cjs"
    offline.write_text(OFFLINE, encoding="utf-8")

    def run(*arguments: str, server: Sequence[str] = COMMAND) -> Any:
        done = subprocess.run(
            [shutil.which("node") or "node", str(program), "--cli", *server, *arguments],
            env={**ENVIRONMENT, "NODE_OPTIONS": f"--require {offline}"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(re.sub(r"\A[^{]*", "", done.stdout))

    return run


def test_the_inspector_lists_the_tools(inspect: Callable[..., Any]) -> None:
    tools = {tool["name"]: tool for tool in inspect("--method", "tools/list")["tools"]}
    assert tools.keys() == EXAMPLES.keys()
    assert all(tool["annotations"]["readOnlyHint"] and tool["outputSchema"] for tool in tools.values())


@pytest.mark.parametrize("name", ["search", "list_caveats_for_medicine"])
def test_the_inspector_calls_tools(name: str, inspect: Callable[..., Any]) -> None:
    arguments = [f"{key}={value}" for key, value in EXAMPLES[name].items()]
    result = inspect("--method", "tools/call", "--tool-name", name, "--tool-arg", *arguments)
    expected = answer_to(name, EXAMPLES[name])
    assert result["content"] == [{"type": "text", "text": to_text(expected)}]
    assert result["structuredContent"] == json.loads(expected.model_dump_json())


def test_the_inspector_reads_a_resource_and_is_told_why_a_call_fails(inspect: Callable[..., Any]) -> None:
    [content] = inspect("--method", "resources/read", "--uri", "ldn://term/placebo")["contents"]
    assert content["text"] == ldn.card("term/placebo").to_text()
    failed = inspect("--method", "tools/call", "--tool-name", "get_entry", "--tool-arg", "reference=condition/fibromyalgja")
    assert failed["isError"]
    assert "did you mean 'condition/fibromyalgia'" in failed["content"][0]["text"]


# what the documentation says


def test_the_documentation_names_every_tool_with_what_it_takes() -> None:
    async def ask(client: Client) -> Any:
        return (await client.list_tools()).tools

    rows = dict(
        re.findall(r"^\| `(\w+)` \| (.+?) \| .+ \|$", PAGE.read_text(encoding="utf-8").partition("## What an")[0], re.MULTILINE)
    )
    tools = {tool.name: tool.input_schema["properties"] for tool in talk(ask)}
    assert rows.keys() == tools.keys()
    for name, takes in rows.items():
        assert all(f"`{argument}`" in takes for argument in tools[name])
        assert all(f"`{value}`" in takes for field in tools[name].values() for value in field.get("enum", ()))


def test_the_settings_in_the_documentation_start_the_server(inspect: Callable[..., Any], tmp_path: Path) -> None:
    [block] = re.findall(r"^```json\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    settings = json.loads(block)
    server = settings["mcpServers"]["ldn-content"]
    assert server["command"] == "ldn-content"
    server.update(command=sys.executable, args=["-m", "ldn_content", *server["args"]])  # this one, whatever is installed
    file = tmp_path / "settings.json"
    file.write_text(json.dumps(settings), encoding="utf-8")
    found = inspect("--method", "tools/list", server=("--config", str(file), "--server", "ldn-content"))
    assert {tool["name"] for tool in found["tools"]} == EXAMPLES.keys()
