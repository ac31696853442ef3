"""The content is data, and the public names come by `import_module`: PyInstaller sees neither in the code."""

from pathlib import Path

import ldn_content

homes = ldn_content._HOMES  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
datas = [(str(Path(ldn_content.__file__).with_name("data")), "ldn_content/data")]
hiddenimports = [f"ldn_content.{home}" for home in homes]
