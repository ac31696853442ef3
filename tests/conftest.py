"""How the tests run: the same examples in CI every time, new ones on a developer's machine."""

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("developer", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "developer")

pytest_plugins = ["pytester"]  # runs of pytest within a test
