"""Makes the TypeScript declarations of the static API from the models, by npm's json-schema-to-typescript.

`python .ci/declarations.py NODE_MODULES` writes them into the source tree; a test compares.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from ldn_content.export.site.contract import declared
from ldn_content.files import write_atomically

FILE = Path(__file__).parents[1] / "src" / "ldn_content" / "data" / "typescript" / "ldn-content.d.ts"
_BANNER = """\
/* The files of the static API of ldn-content, and the whole card. Made from the models: do not edit.
 * Text of content: CC BY 4.0; these declarations: MIT. */"""
_SCRIPT = """\
const { compile } = require("json-schema-to-typescript");
const { schema, banner } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const options = { additionalProperties: false, bannerComment: banner, unreachableDefinitions: true, ignoreMinAndMaxItems: true };
compile(schema, "Card", options).then((text) => process.stdout.write(text));
"""
_NOISE = re.compile(r" \*\n \* This interface was referenced by .*\n \* via the `definition` .*\n")


def declarations(node_modules: Path) -> str:
    """Return the text of the declarations.

    Raises:
        subprocess.CalledProcessError: the generator failed; what it said is on standard error.
    """
    given = json.dumps({"schema": {**declared(), "title": "Card"}, "banner": _BANNER})
    command = ["node", "-e", _SCRIPT]
    made = subprocess.run(command, cwd=node_modules, input=given, capture_output=True, text=True, encoding="utf-8", check=False)
    sys.stderr.write(made.stderr)
    made.check_returncode()
    return _NOISE.sub("", made.stdout)


if __name__ == "__main__":
    write_atomically(FILE, declarations(Path(sys.argv[1])))
