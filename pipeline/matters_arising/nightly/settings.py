"""What is set for the nights of one archive: the part `[nightly]` of a `matters.toml`, and its sources.

    [nightly]
    archive = "minutes"          # the folder that is read; paths count from the folder of this file
    db = "minutes.db"
    reports = "reports"          # a report a night
    health = "health.json"       # the last start, the last success, when the next one is expected

    [nightly.budget]
    max_minutes = 120
    max_memory_mb = 3000         # of each process

    [nightly.site]
    out = "public"

    [nightly.feeds]
    out = "feeds"                # beside the site; what they say is set in [alerts] and [[searches]]

    [[sources]]
    kind = "folder"
    name = "The clerk's folder"
    path = "incoming"            # its files are copied into the archive

How minutes are read is set in the `matters.toml` of the archive's own folder; both may be the same file.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from matters_arising.config import OF_OTHERS, SETTINGS, Config
from matters_arising.errors import UsageError

_PATHS = ("path", "addresses_file", "pages_file")  # what a source may hold that counts from the file's folder
_FROZEN = ConfigDict(frozen=True, extra="forbid")


class Budget(BaseModel):
    """What one night may use. Time is that of the clock, from the start to the last file that is begun; memory is what
    each process of the night may hold as its own. Nothing set: no bound."""

    model_config = _FROZEN

    max_minutes: float | None = Field(default=None, gt=0)
    max_memory_mb: int | None = Field(default=None, ge=1000)


class Site(BaseModel):
    """The site that is rebuilt each night; `public_url` is where people find it, for the links in alerts."""

    model_config = _FROZEN

    out: Path
    source_url: str = ""
    public_url: str = ""


class Feeds(BaseModel):
    """The feeds and calendars that are written each night; where they are published is set with the alerts."""

    model_config = _FROZEN

    out: Path


class Loud(BaseModel):
    """From where on a change is told as a warning, in percent of what was there in the last good night.

    `drop` is of documents, meetings and events, `shrink` of a source's list. Where more than `missing` percent of the
    files are missing, none is withdrawn until a person says that it is right (`matters nightly --accept`).
    """

    model_config = _FROZEN

    drop: float = Field(default=5, ge=0, le=100)
    shrink: float = Field(default=20, ge=0, le=100)
    missing: float = Field(default=20, ge=0, le=100)


class Nightly(BaseModel):
    """The part `[nightly]`. `memory` is a folder where sources keep what they had seen; `every_hours` says when the
    next night is expected, for those who watch the health file. `jobs` processes read; 0 reads in this one."""

    model_config = _FROZEN

    archive: Path
    db: Path
    jobs: int = Field(default=1, ge=0)
    site: Site | None = None
    feeds: Feeds | None = None
    reports: Path = Path("reports")
    keep_reports: int = Field(default=30, ge=1)
    health: Path = Path("health.json")
    memory: Path = Path("fetched")
    every_hours: float = Field(default=24, gt=0)
    budget: Budget = Budget()
    loud: Loud = Loud()


class Settings(BaseModel):
    """All that a night has to know. The others are tables as they are written, for those who serve them."""

    model_config = _FROZEN

    nightly: Nightly
    sources: tuple[dict[str, Any], ...] = ()
    alerts: Any = None
    searches: Any = None

    @classmethod
    def load(cls, path: Path) -> Settings:
        """The settings in a file, with every path absolute. Raises UsageError that says what is wrong, and where."""
        try:
            told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"cannot be read: {error}", where=str(path), remedy="name the file of settings") from error
        except tomllib.TOMLDecodeError as error:
            raise UsageError(f"is not TOML: {error}", where=str(path), remedy="correct that line") from error
        own = {name: told[name] for name in told if name in OF_OTHERS}
        if "nightly" not in own:
            raise UsageError("there is no part [nightly] in it", where=str(path), remedy="add it: archive and db")
        try:
            settings = cls.model_validate(own)
        except ValidationError as error:
            raise UsageError(_said(error), where=str(path), remedy="correct or remove it") from error
        settings = _placed(settings, path.absolute().parent)
        _check_rest(told, settings, path)
        _check_places(settings.nightly, path)
        _check_sources(settings.sources, path)
        return settings


def _said(error: ValidationError) -> str:
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"there is no setting {name!r}"
    return f"{name}: {first['msg']}"


def _placed(settings: Settings, folder: Path) -> Settings:
    """The same, with paths that count from the folder of the file made absolute."""
    own = settings.nightly
    paths = {name: folder / getattr(own, name) for name in ("archive", "db", "reports", "health", "memory")}
    site = own.site and own.site.model_copy(update={"out": folder / own.site.out})
    feeds = own.feeds and own.feeds.model_copy(update={"out": folder / own.feeds.out})
    sources = tuple(
        {key: str(folder / told) if key in _PATHS and isinstance(told, str) else told for key, told in table.items()}
        for table in settings.sources
    )
    return settings.model_copy(
        update={"nightly": own.model_copy(update={**paths, "site": site, "feeds": feeds}), "sources": sources},
    )


def _check_rest(told: dict[str, Any], settings: Settings, path: Path) -> None:
    """What else is in the file must be about reading, and then the file must be where reading looks for it."""
    rest = sorted(told.keys() - set(OF_OTHERS))
    unknown = [name for name in rest if name not in Config.model_fields]
    if unknown:
        raise UsageError(f"there is no setting {unknown[0]!r}", where=str(path), remedy="correct or remove it")
    home = settings.nightly.archive / SETTINGS
    if rest and path.resolve() != home.resolve():
        raise UsageError(f"{rest[0]} is set for reading, which looks elsewhere", where=str(path), remedy=f"to {home}")


def _check_places(own: Nightly, path: Path) -> None:
    """What a night writes must not lie in the archive, or it would be read as minutes; nor in the site or the feeds,
    which hold nothing else; nor the archive in one of these."""
    written = {"db": own.db, "reports": own.reports, "health": own.health, "memory": own.memory}
    made = {"site.out": own.site, "feeds.out": own.feeds}
    folders = {"archive": own.archive} | {name: part.out for name, part in made.items() if part}
    for name, place in (written | folders).items():
        for holder, folder in folders.items():
            if name != holder and place.resolve().is_relative_to(folder.resolve()):
                raise UsageError(
                    f"nightly.{name} lies in nightly.{holder}", where=str(path), remedy="choose a place outside of it"
                )


def archive_has_alerts(archive: Path) -> bool:
    """Whether alerts are set in the file by which the archive is read, where no night looks for them."""
    try:
        told = tomllib.loads((archive / SETTINGS).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return False  # what is wrong with it is told where it is read
    return "alerts" in told


def health_of(path: Path) -> Path | None:
    """Where the health file is by a file of settings that may be wrong in all else; None where that cannot be known.

    Where not even the table of nights can be read, it is the one beside the file, if there is one.
    """
    beside = path.absolute().parent / Nightly.model_fields["health"].default
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return beside if beside.is_file() else None
    nightly = told.get("nightly")
    if not isinstance(nightly, dict):
        return beside if beside.is_file() else None
    named = nightly.get("health", beside.name)
    place = beside.parent / named if isinstance(named, str) else None
    return place if place and place.parent.is_dir() and not _is_held(place, nightly, beside.parent) else None


def _is_held(place: Path, nightly: Mapping[str, Any], base: Path) -> bool:
    """Whether a place lies in the archive, the site or the feeds, where nothing else may lie."""
    parts = (nightly.get("site"), nightly.get("feeds"))
    folders = (nightly.get("archive"), *(part.get("out") for part in parts if isinstance(part, dict)))
    return any(isinstance(told, str) and place.resolve().is_relative_to((base / told).resolve()) for told in folders)


def _check_sources(sources: tuple[dict[str, Any], ...], path: Path) -> None:
    for number, table in enumerate(sources, start=1):
        for key in ("kind", "name"):
            if not isinstance(table.get(key), str) or not table[key].strip():
                raise UsageError(f"source {number} has no {key}", where=str(path), remedy=f'add {key} = "…"')
    twice = [name for name, times in Counter(table["name"] for table in sources).items() if times > 1]
    if twice:
        raise UsageError(f"two sources have the name {twice[0]!r}", where=str(path), remedy="rename one")
