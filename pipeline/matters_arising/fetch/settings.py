"""What is set for the sources of an archive: the tables `[[sources]]` of a `matters.toml`.

    [[sources]]
    kind = "moderngov"
    name = "Ambleton Council"
    site = "https://democracy.ambleton.example"
    contact = "clerk@ourpaper.example"       # who asks; servers are told
    bodies = ["Council", "* Committee"]
    since = 2024-01-01

Kinds are `urls`, `moderngov`, `legistar`, `civic-scraper` and `folder`. What all have: `kind`, `name`, `max_bytes` and
`max_seconds` of one file. What those have that ask a server: `contact`, `allow_hosts`, `private_hosts`,
`robots_exceptions`, `seconds_between`, `tries`, `max_wait`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any

import httpx
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from matters_arising.errors import UsageError
from matters_arising.fetch.client import Manners
from matters_arising.fetch.names import safe
from matters_arising.fetch.telling import plain

_CONTACT = re.compile(r"[\x21-\x7e]+@[\x21-\x7e]+|https?://[\x21-\x7e]+")
_HOST = re.compile(r"(?:\*\.)?[\w-]+(?:\.[\w-]+)*(?::\d{1,5})?")
_NOT_MINUTES = r"matters? arising|action (?:log|list|points?)|minutes?[’' ]* silence|\d[- ]minutes?\b"
_MINUTES = rf"(?i)^(?!.*(?:{_NOT_MINUTES})).*\bminutes\b"
_PATHS = ("path", "addresses_file", "pages_file")


def address(value: str) -> str:
    """The value, if it is an address on the web without a password. Raises ValueError that does not repeat it."""
    try:
        url = httpx.URL(value)
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise ValueError("it is no address: write it as https://…") from None
    if url.scheme not in ("http", "https") or not url.host:
        raise ValueError("it is no address: write it as https://…")
    if url.userinfo:
        raise ValueError("an address may hold no user and no password")
    return value


def _host(value: str) -> str:
    if not _HOST.fullmatch(value):
        raise ValueError("it is no host: write only its name, as minutes.example, or *.example for all below it")
    return value.lower()


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"it is no regular expression: {error}") from None
    return value


Address = Annotated[str, AfterValidator(address)]
Host = Annotated[str, AfterValidator(_host)]
Pattern = Annotated[str, AfterValidator(_pattern)]


class Source(BaseModel):
    """What is set for a source of any kind."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    name: str = Field(min_length=1, max_length=100)
    max_bytes: int = Field(default=100_000_000, gt=0)
    max_seconds: float = Field(default=120.0, gt=0)

    @property
    def slug(self) -> str:
        """The name of the source's folder in the archive.

        >>> Folder(kind="folder", name="The clerk's folder", path="x").slug
        'the-clerk-s-folder'
        """
        return safe(re.sub(r"[^\w]+", "-", self.name.casefold()).strip("-_") or "source")


class Asked(Source):
    """A source that is asked over the net. `contact` is an e-mail address or a page about who asks."""

    contact: str = ""
    allow_hosts: tuple[Host, ...] = ()
    private_hosts: tuple[Host, ...] = ()
    robots_exceptions: tuple[Host, ...] = ()
    seconds_between: float = Field(default=1.0, ge=0.1)
    tries: int = Field(default=4, ge=1, le=10)
    max_wait: float = Field(default=300.0, gt=0)

    @field_validator("contact")
    @classmethod
    def _says_who(cls, value: str) -> str:
        if not _CONTACT.fullmatch(value):
            raise ValueError(
                'servers are told who asks: write an e-mail address or a page, contact = "you@example.org"'
            )
        return value

    @model_validator(mode="after")
    def _is_told(self) -> Asked:
        self._says_who(self.contact)
        return self

    @property
    def manners(self) -> Manners:
        return Manners(
            contact=self.contact,
            between=self.seconds_between,
            tries=self.tries,
            max_wait=self.max_wait,
            max_bytes=self.max_bytes,
            max_seconds=self.max_seconds,
            unbound=frozenset(self.robots_exceptions),
        )


class Urls(Asked):
    """Single files, and pages whose links are followed once. `links` is looked for in a link's address and words.

    The two files hold an address a line; what follows a `#` and a blank is a remark. `html` allows minutes that are web
    pages themselves.
    """

    addresses: tuple[Address, ...] = ()
    addresses_file: Path | None = None
    pages: tuple[Address, ...] = ()
    pages_file: Path | None = None
    links: Pattern = r"(?i)^(?=.*minutes).*\.(?:pdf|docx?|rtf|odt)\b"
    html: bool = False

    @model_validator(mode="after")
    def _names_something(self) -> Urls:
        if not (self.addresses or self.pages or self.addresses_file or self.pages_file):
            raise ValueError("it names nothing to fetch: add addresses or pages")
        return self


class _Bodies(Asked):
    """A source that lists meetings by body and date. `bodies` are names or patterns with `*`; none means all.

    Meetings are looked at since a date, or of the last so many `days`.
    """

    bodies: tuple[str, ...] = ()
    since: date | None = None
    days: int = Field(default=400, ge=1)

    def wants(self, body: str) -> bool:
        """Whether the minutes of this body are wanted."""
        return not self.bodies or any(fnmatchcase(body.casefold(), name.casefold()) for name in self.bodies)

    def start(self, today: date) -> date:
        """The first day whose meetings are looked at."""
        return self.since or today - timedelta(days=self.days)


class ModernGov(_Bodies):
    """A council's ModernGov site: the address up to `/mgWebService.asmx`. `titles` tells minutes from other papers."""

    site: Address
    titles: Pattern = _MINUTES


class Legistar(_Bodies):
    """A client of Legistar's web API. `token_env` names the environment variable that holds its token, if it needs one.

    `statuses` are those of minutes that are taken; none means all that have a file.
    """

    client: str = Field(pattern=r"^[A-Za-z0-9_-]+$")
    api: Address = "https://webapi.legistar.com/v1"
    token_env: str = ""
    statuses: tuple[str, ...] = ()
    page: int = Field(default=1000, ge=1, le=1000)

    @model_validator(mode="after")
    def _keeps_its_token(self) -> Legistar:
        url = httpx.URL(self.api)
        if self.token_env and url.scheme != "https" and url.host not in ("127.0.0.1", "localhost"):
            raise ValueError("a token is sent over https only")
        return self


class CivicScraper(Source):
    """The folder that civic-scraper wrote its metadata and files to; only minutes are taken."""

    path: Path


class Folder(Source):
    """A folder whose files are copied into the archive. `match` are names or patterns with `*`, of paths below it."""

    path: Path
    match: tuple[str, ...] = ("*",)


KINDS: dict[str, type[Source]] = {
    "urls": Urls,
    "moderngov": ModernGov,
    "legistar": Legistar,
    "civic-scraper": CivicScraper,
    "folder": Folder,
}


def sources_of(tables: Sequence[Mapping[str, object]]) -> list[Source]:
    """The sources of some tables. Raises UsageError that says which is wrong, and what is."""
    found: dict[str, Source] = {}
    for number, table in enumerate(tables, start=1):
        where = f"source {number}" + (f" ({plain(str(table['name']))})" if isinstance(table.get("name"), str) else "")
        kind = KINDS.get(str(table.get("kind", "")))
        if kind is None:
            told = "has no kind" if "kind" not in table else f"there is no kind of source {str(table['kind'])!r}"
            raise UsageError(told, where=where, remedy=f"kinds are {', '.join(KINDS)}")
        try:
            source = kind.model_validate(dict(table))
        except ValidationError as error:
            raise UsageError(_said(error, kind), where=where, remedy="correct it in the table [[sources]]") from None
        if source.slug in found:
            raise UsageError("another source has the same name", where=where, remedy="rename one")
        found[source.slug] = source
    return list(found.values())


def _said(error: ValidationError, kind: type[Source]) -> str:
    """The first thing that is wrong, without the value: it may be a secret."""
    first = error.errors(include_input=False, include_url=False)[0]
    name = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"there is no setting {name!r}; there are {', '.join(kind.model_fields)}"
    told = "it is missing" if first["type"] == "missing" else first["msg"].removeprefix("Value error, ")
    return f"{name}: {told}" if name else told


def placed(tables: Sequence[Mapping[str, object]], base: Path) -> list[dict[str, object]]:
    """The same tables, with paths that count from the folder of their file."""
    return [
        {
            name: str(base / value) if name in _PATHS and isinstance(value, str) else value
            for name, value in table.items()
        }
        for table in tables
    ]


def read_tables(path: Path) -> tuple[list[dict[str, object]], dict[str, Any]]:
    """The tables `[[sources]]` of a file, with paths that count from its folder, and its table `[nightly]`.

    Raises UsageError where there are none.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        what = error.strerror if isinstance(error, OSError) else "it is no UTF-8"
        raise UsageError(f"cannot be read ({what})", where=str(path), remedy="name the file: --config FILE") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"is not TOML: {error}", where=str(path), remedy="correct that line") from error
    tables = told.get("sources")
    if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
        raise UsageError("it names no sources", where=str(path), remedy="add a table [[sources]] with kind and name")
    nightly = told.get("nightly")
    return placed(tables, path.absolute().parent), nightly if isinstance(nightly, dict) else {}
