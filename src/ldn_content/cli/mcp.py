"""`ldn-content mcp`: a server for language models, over standard input and output."""

from __future__ import annotations

import argparse
import signal
import sys
from typing import TYPE_CHECKING, Any

from ldn_content.cli.arguments import CLEAN, USAGE, Commands, library

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

_NEEDS = "ldn-content mcp needs the extra: pip install 'ldn-content[mcp]'"
_EPILOG = f"""\
A client starts it and speaks the Model Context Protocol to it over standard input and output. It ends when the client leaves.
It {_NEEDS.partition("mcp ")[2]}
"""


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("mcp", help="serve the library to language models over MCP (standard input and output)")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _EPILOG
    parser.add_argument("--pack", action="append", default=[], metavar="PATH", help="a pack on top; may be given again")
    parser.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    from ldn_content.mcp_server.server import make_server

    loaded = library(options)
    try:
        server = make_server(loaded)
    except ImportError:  # not there, or of an older major version
        print(_NEEDS, file=sys.stderr)
        return USAGE
    if sys.stdin is None or sys.stdout is None:
        print("ldn-content mcp speaks over standard input and output, and one of them is closed: open both", file=sys.stderr)
        return USAGE
    _serve(server)
    return CLEAN


def _serve(server: MCPServer[Any]) -> None:
    """Serve until the client leaves, with or without a word, or the process is interrupted."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)  # the SDK would wait for one more line; nothing can be half done
    try:
        server.run()
    except* BrokenPipeError:  # the client has left
        pass
    finally:
        signal.signal(signal.SIGINT, before)
