"""For all tests: no example of a property fails for taking long, on whatever machine and beside whatever else runs; and
what is known to take long is begun first, so that no process has it in hand when the others have nothing left to do."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests marked `long` stand before all others, each kind in its order."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
