"""The library for language models: tools that answer over MCP. Every answer carries its caveats.

`answers` is what the tools answer, `wording` the same as text; both do without the SDK. `server` is the wiring, for which
the extra `[mcp]` has to be installed.
"""
