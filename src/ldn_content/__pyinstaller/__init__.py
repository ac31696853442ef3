"""What PyInstaller has to be told, so that a program that embeds this package is whole. Found by an entry point."""

from pathlib import Path


def get_hook_dirs() -> list[str]:
    """Return the folder of the hook, which PyInstaller asks for by the entry point `pyinstaller40`.

    >>> [path.name for path in Path(get_hook_dirs()[0]).glob("hook-*.py")]
    ['hook-ldn_content.py']
    """
    return [str(Path(__file__).parent)]
