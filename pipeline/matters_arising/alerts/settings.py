"""What a user sets about alerts, in `matters.toml`. No password or secret stands in it: only where it is to be found.

[alerts]
site = "https://minutes.example.org/"        # where `matters site` is published, for links
feeds = "https://minutes.example.org/feeds/" # where `matters feeds` is published
least = 0.75                                 # what is less probable is not told

[alerts.smtp]
host = "mail.example.org"
sender = "minutes@example.org"
user = "minutes"
password_env = "MATTERS_SMTP_PASSWORD"

[[searches]]
name = "crisis care"
query = "crisis care"

[[alerts.subscriptions]]
name = "newsroom"
email = "desk@example.org"
when = "daily"
bodies = ["health"]

[[alerts.subscriptions]]
name = "our own tool"
webhook = "https://tools.example.org/minutes"
secret_env = "MATTERS_WEBHOOK_SECRET"
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from email.headerregistry import Address
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from matters_arising.alerts.news import Kind
from matters_arising.errors import UsageError
from matters_arising.export.svg import printable

_HERE = ("localhost", "127.0.0.1", "::1")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|")
LEAST = 0.75


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Smtp(_Table):
    """The server that takes mail. `password_env` names the environment variable that holds the password."""

    host: str = Field(min_length=1)
    port: int = Field(default=587, gt=0, lt=65536)
    tls: Literal["starttls", "implicit", "none"] = "starttls"
    sender: str
    user: str = ""
    password_env: str = ""

    @field_validator("sender")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        return _address(value)

    @model_validator(mode="after")
    def _is_safe(self) -> Smtp:
        if self.tls == "none" and self.host not in _HERE:
            raise ValueError("tls may be none only for a server on this machine")
        if bool(self.user) != bool(self.password_env):
            raise ValueError("user and password_env go together")
        return self


class Search(_Table):
    """A saved search: words as `matters search` takes them."""

    name: str = Field(min_length=1)
    query: str = Field(min_length=1)


class Subscription(_Table):
    """Who is told what, and when. `name` is what is remembered: under another name it is another subscription.

    A news is for it where it is of one of the `kinds`, of a body with the words of one of `bodies` in its name, and of
    a matter that is one of `matters` or has all the words of one in its title; empty means any. `searches` add what
    these saved searches find, and alone are all that is sent. `since` is a day; only news of minutes of that day or
    later are sent, and all of those. Without it, what is news already when the subscription is first seen is not sent.
    """

    name: str = Field(min_length=1)
    email: str = ""
    webhook: str = ""
    webhook_env: str = ""
    secret_env: str = ""
    when: Literal["instant", "daily", "weekly"] = "instant"
    kinds: tuple[Kind, ...] = ()
    bodies: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()
    since: str = ""
    least: float | None = Field(default=None, ge=0, le=1)

    @field_validator("since")
    @classmethod
    def _is_a_day(cls, value: str) -> str:
        if not _DAY.fullmatch(value):
            raise ValueError("write a day, as 2024-05-07")
        return value

    @field_validator("email")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        return _address(value) if value else value

    @field_validator("webhook")
    @classmethod
    def _is_a_web_address(cls, value: str) -> str:
        return web_address(value) if value else value

    @model_validator(mode="after")
    def _has_one_way(self) -> Subscription:
        if sum(map(bool, (self.email, self.webhook, self.webhook_env))) != 1:
            raise ValueError("give one of email, webhook, webhook_env")
        if not self.email and not self.secret_env:
            raise ValueError("a webhook is signed: name the environment variable of its secret in secret_env")
        return self


class Settings(_Table):
    """All that is set about alerts."""

    site: str = ""
    feeds: str = ""
    least: float = Field(default=LEAST, ge=0, le=1)
    smtp: Smtp | None = None
    subscriptions: tuple[Subscription, ...] = ()
    searches: tuple[Search, ...] = ()

    @field_validator("site", "feeds")
    @classmethod
    def _is_a_web_address(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in ("http", "https"):
            raise ValueError("it begins with https:// or http://")
        return value if not value or value.endswith("/") else f"{value}/"

    @model_validator(mode="after")
    def _fits_together(self) -> Settings:
        for what, names in (
            ("searches", [search.name for search in self.searches]),
            ("subscriptions", [one.name for one in self.subscriptions]),
        ):
            if len(set(names)) < len(names):
                raise ValueError(f"two {what} have one name")
        known = {search.name for search in self.searches}
        for one in self.subscriptions:
            if strange := sorted(set(one.searches) - known):
                raise ValueError(f"subscription {one.name!r}: there is no search {strange[0]!r}")
            if one.email and self.smtp is None:
                raise ValueError(f"subscription {one.name!r} is by e-mail: set [alerts.smtp]")
        return self

    def unset(self, environment: Mapping[str, str] = os.environ) -> list[str]:
        """What the environment lacks for these alerts to be sent: a sentence for each variable, naming who needs it."""
        needed: dict[str, str] = {}
        if self.smtp and self.smtp.password_env and any(one.email for one in self.subscriptions):
            needed[self.smtp.password_env] = "[alerts.smtp]"
        for number, one in enumerate(self.subscriptions, start=1):
            for variable in (one.webhook_env, one.secret_env):
                if variable and not one.email:
                    needed.setdefault(variable, f"subscription {number} ({printable(one.name)})")
        return [
            f"{who}: the environment variable {variable} is not set"
            for variable, who in needed.items()
            if not environment.get(variable)
        ]

    @classmethod
    def load(cls, path: Path) -> Settings:
        """The settings in a file. Raises UsageError that names what is wrong, and never what a value is."""
        try:
            told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
            of_alerts = told.get("alerts", {})
            if not isinstance(of_alerts, dict):
                raise UsageError("alerts is a table", where=str(path), remedy="write [alerts]")
            return cls.model_validate({**of_alerts, "searches": told.get("searches", ())})
        except FileNotFoundError as error:
            raise UsageError("there is no such file", where=str(path), remedy="name one with --config") from error
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError("it cannot be read", where=str(path), remedy="save it as UTF-8") from error
        except tomllib.TOMLDecodeError as error:
            raise UsageError(f"is not TOML: {error}", where=str(path), remedy="correct that line") from error
        except ValidationError as error:
            raise UsageError(_said(error, told), where=str(path), remedy="correct or remove it") from None


def _said(error: ValidationError, told: Mapping[str, Any]) -> str:
    """The first thing that is wrong, without its value: it may be a secret. Tables are named, and counted from 1."""
    first = error.errors(include_input=False, include_context=False)[0]
    parts = list(first["loc"])
    tables = {"searches": ("search", told.get("searches"))}
    if isinstance(told.get("alerts"), dict):
        tables["subscriptions"] = ("subscription", told["alerts"].get("subscriptions"))
    where = "alerts"
    if len(parts) > 1 and parts[0] in tables and isinstance(parts[1], int):
        noun, rows = tables[str(parts[0])]
        where, parts = _table(noun, parts[1], rows), parts[2:]
    if first["type"] == "extra_forbidden":
        return f"{where}: there is no setting {'.'.join(map(str, parts))!r}"
    what = "it is missing" if first["type"] == "missing" else first["msg"].removeprefix("Value error, ")
    return ": ".join((where, *([".".join(map(str, parts))] if parts else []), what))


def _table(noun: str, at: int, rows: Any) -> str:
    """A table of several, as a reader of the file finds it: "subscription 2 (newsroom)"."""
    row = rows[at] if isinstance(rows, list) and at < len(rows) else None
    name = row.get("name") if isinstance(row, dict) else None
    return f"{noun} {at + 1} ({printable(name)})" if isinstance(name, str) and name else f"{noun} {at + 1}"


def web_address(value: str) -> str:
    """An address that signed news may go to. Raises ValueError where anybody on the way could read it."""
    parts = urlsplit(value)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _HERE):
        raise ValueError("a webhook begins with https:// (http:// only on this machine)")
    if parts.password or parts.username:
        raise ValueError("a webhook has no password in its address: put the address into webhook_env")
    return value


def _address(value: str) -> str:
    try:
        Address(addr_spec=value)
    except Exception as error:  # the parser of addresses has many ways to fail
        raise ValueError("it is no e-mail address") from error
    return value
