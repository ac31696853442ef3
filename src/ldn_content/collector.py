"""Holding the garbage collector while thousands of objects are made that live on."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def held() -> Generator[None]:
    """Hold automatic collections: full ones over fresh objects make a large load quadratic. What was held is looked at after."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
