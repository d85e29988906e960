"""Sites of toy archives: an ordinary one, and one whose minutes mean harm."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import toy_archive as toy
from matters_arising.export.site.reading import Reading, read
from matters_arising.export.site.whole import files
from matters_arising.store import Store, open_store
from sites_by_hand import HOSTILE, store_of


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(store_of(tmp_path_factory.mktemp("plain"), toy.FILES)) as opened:
        yield opened


@pytest.fixture(scope="session")
def reading(store: Store) -> Reading:
    return read(store)


@pytest.fixture(scope="session")
def site(reading: Reading) -> dict[str, str]:
    """All files of the site of the toy archive, as text."""
    return {name: data.decode() for name, data in files(reading, source_url="../minutes")}


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    with open_store(store_of(tmp_path_factory.mktemp("hostile"), HOSTILE)) as opened:
        return {name: data.decode() for name, data in files(read(opened), source_url="../minutes")}


@pytest.fixture(scope="session", params=["site", "hostile"])
def either(request: pytest.FixtureRequest) -> dict[str, str]:
    found: dict[str, str] = request.getfixturevalue(request.param)
    return found
