"""Which software made a result: the release, and a hash of all that can change what it finds.

A document is read again when this changes, so that a database never mixes what two versions found.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from matters_arising import __version__

_HERE = Path(__file__).parent
_TRAINED = (_HERE / "trained", _HERE.parents[1] / "models")  # inside a wheel, in a checkout
_PRESENTING = {
    *("store", "export", "evaluation", "fetch", "nightly", "alerts", "cli"),
    *("__init__.py", "api.py", "cluster.py", "corrections.py", "flow.py", "mend.py", "workers.py"),
}
_FOLLOWING = {"matters", "settle.py"}
_MEASURED = {"metrics.json", "unseen.npz"}  # what is known of a model; it judges nothing
_FOR_SPACY = ("nlp/components/", "nlp/pipeline.py", "trained/en_minutes/")  # no run asks them


@lru_cache
def reading_version() -> str:
    """The version of what is found in one document: readers, segmenter, models, rules."""
    return f"{__version__}+{_digest(skip=_PRESENTING | _FOLLOWING)}"


@lru_cache
def following_version() -> str:
    """The version of what is said over the whole archive: bodies, versions of minutes, matters."""
    return f"{__version__}+{_digest(skip=_PRESENTING)}"


def _digest(*, skip: set[str]) -> str:
    total = hashlib.sha256()
    for name, path in _files(skip):
        total.update(name.encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:12]


def _files(skip: set[str]) -> list[tuple[str, Path]]:
    found: list[tuple[str, Path]] = []
    for path in _HERE.rglob("*"):
        name = path.relative_to(_HERE)
        if name.parts[0] not in skip and name.parts[0] != "trained" and _counts(path):
            found.append((name.as_posix(), path))
    trained = next((folder for folder in _TRAINED if folder.is_dir()), None)
    if trained:
        found += [
            (f"trained/{path.relative_to(trained).as_posix()}", path) for path in trained.rglob("*") if _counts(path)
        ]
    return sorted(one for one in found if not one[0].startswith(_FOR_SPACY))


def _counts(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts and path.suffix != ".md" and path.name not in _MEASURED
