"""Where the trained models lie: inside the installed package, or in `models/` of a checkout."""

from __future__ import annotations

from pathlib import Path

from matters_arising.errors import ModelError

_PACKAGE = Path(__file__).resolve().parents[1]
_PLACES = (_PACKAGE / "trained", _PACKAGE.parents[1] / "models")


def folder_of(name: str, *, holding: str = "model.json") -> Path:
    """The folder of the shipped model `name`, known by the file that it holds."""
    for place in _PLACES:
        if (place / name / holding).is_file():
            return place / name
    raise ModelError(
        f"the trained model '{name}' is not there",
        where=str(_PLACES[-1]),
        remedy="reinstall matters-arising, or train it with `make train`",
    )


def shipped() -> list[Path]:
    """The folders of all shipped models that record the hashes of their files."""
    place = next((place for place in _PLACES if place.is_dir()), None)
    return sorted(file.parent for file in place.rglob("model.json")) if place else []
