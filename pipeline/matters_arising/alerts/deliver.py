"""Handing a delivery over: an e-mail by SMTP, or a signed call by HTTP.

A delivery has one id for ever. It is the Message-ID of the e-mail and the Idempotency-Key of the call, so that a
receiver who gets it twice can drop the second. Passwords and secrets come from the environment and go nowhere else.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import os
import smtplib
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import urlsplit

from markupsafe import Markup

from matters_arising.alerts.news import News
from matters_arising.alerts.settings import Settings, Smtp, Subscription, web_address
from matters_arising.alerts.words import NOTE, earlier, html, line, plain, quote, sentence
from matters_arising.errors import MattersError
from matters_arising.export.words import count

_PATIENCE = 30.0  # seconds for a server
_TRIES = 4
_BUSY = (408, 425, 429)  # answers that say: later


class DeliveryError(MattersError):
    """A delivery was not taken. `refused` is true where the receiver does not want this one, and may want another."""

    def __init__(self, what: str, *, where: str = "", remedy: str = "", refused: bool = False) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.refused = refused


@dataclass(frozen=True, slots=True)
class Delivery:
    """What goes to one subscription at once: its id, when it was written down, and the news."""

    id: str
    written: str
    news: tuple[News, ...]


Send = Callable[[Delivery, Subscription, Settings], None]


def deliver(delivery: Delivery, subscription: Subscription, settings: Settings) -> None:
    """Hand a delivery over. Raises DeliveryError where it was not taken; then it may be tried again."""
    if subscription.email:
        if settings.smtp is None:
            raise DeliveryError("there is no server for mail", remedy="set [alerts.smtp]")
        _mail(message(delivery, subscription, settings.smtp), settings.smtp)
    else:
        _call(body(delivery, subscription), delivery.id, subscription)


def message(delivery: Delivery, subscription: Subscription, smtp: Smtp) -> EmailMessage:
    """The e-mail of a delivery: the same delivery gives the same Message-ID."""
    mail = EmailMessage()
    one = delivery.news[0]
    what = line(one.headline, 100) if len(delivery.news) == 1 else count(len(delivery.news), "piece") + " of news"
    mail["Subject"] = f"Matters arising, {line(subscription.name, 60)}: {what}"
    mail["From"] = smtp.sender
    mail["To"] = subscription.email
    mail["Date"] = format_datetime(datetime.fromisoformat(delivery.written))
    mail["Message-ID"] = f"<{delivery.id}@{smtp.sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content("\n\n".join([*map(plain, delivery.news), "-- ", NOTE]) + "\n")
    parts = [html(one, headed=True) for one in delivery.news]
    page = Markup('<!doctype html>\n<html lang="en"><meta charset="utf-8"><body>\n{}\n<p>{}</p>\n</body></html>\n')
    mail.add_alternative(str(page.format(Markup("\n").join(parts), NOTE)), subtype="html")
    return mail


def body(delivery: Delivery, subscription: Subscription) -> bytes:
    """The body of a call: JSON, the same bytes for the same delivery."""
    told = {
        "delivery": delivery.id,
        "subscription": subscription.name,
        "written": delivery.written,
        "note": NOTE,
        "news": [
            {
                **{name: value for name, value in asdict(one).items() if name not in ("place", "known")},
                "headline": line(one.headline),
                "title": line(one.title),
                "body": line(one.body),
                "sentence": sentence(one),
                "quote": quote(one),
                "document": line(one.document, 300),
                "earlier": earlier(one),
                "earlier_document": line(one.earlier_document, 300),
            }
            for one in delivery.news
        ],
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode("utf-8")


def signature(secret: str, timestamp: str, data: bytes) -> str:
    """The signature of a call: HMAC-SHA256 over its timestamp, a full stop and its body, in hex after `v1=`."""
    signed = timestamp.encode("ascii") + b"." + data
    return "v1=" + hmac.new(secret.encode("utf-8"), signed, hashlib.sha256).hexdigest()


def _from_environment(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise DeliveryError(f"the environment variable {name} is not set", remedy="set it where matters runs")
    return value


def _mail(mail: EmailMessage, smtp: Smtp) -> None:
    where, password = f"{smtp.host}:{smtp.port}", _from_environment(smtp.password_env) if smtp.password_env else ""
    context = ssl.create_default_context()
    try:
        server: smtplib.SMTP
        if smtp.tls == "implicit":
            server = smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=_PATIENCE, context=context)
        else:
            server = smtplib.SMTP(smtp.host, smtp.port, timeout=_PATIENCE)
        with server:
            if smtp.tls == "starttls":
                server.starttls(context=context)
            if password:
                server.login(smtp.user, password)
            server.send_message(mail)
    except smtplib.SMTPAuthenticationError as error:
        remedy = f"check user and the password in {smtp.password_env}"
        raise DeliveryError("the server for mail does not take the password", where=where, remedy=remedy) from error
    except (smtplib.SMTPException, OSError) as error:
        raise DeliveryError(
            f"the mail was not taken ({type(error).__name__}{_code(error)})", where=where, refused=_for_ever(error)
        ) from error


def _code(error: Exception) -> str:
    """The number that the server gave. Its words are left out: they may repeat what was sent to it."""
    found = _codes(error)
    return f" {found[0]}" if found else ""


def _codes(error: Exception) -> Sequence[int]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _ in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, smtplib.SMTPResponseException) else []


def _for_ever(error: Exception) -> bool:
    codes = _codes(error)
    return bool(codes) and all(code >= 500 for code in codes)


def _call(data: bytes, key: str, subscription: Subscription) -> None:
    import httpx
    from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

    for name in ("httpx", "httpcore"):  # they log addresses, and an address from the environment is a secret
        logging.getLogger(name).setLevel(logging.WARNING)
    address = subscription.webhook or _from_environment(subscription.webhook_env)
    secret = _from_environment(subscription.secret_env)
    try:
        where = urlsplit(web_address(address)).hostname or ""
    except ValueError as error:
        raise DeliveryError(str(error), where=f"${subscription.webhook_env}") from None

    def post() -> None:
        try:
            with httpx.Client(timeout=_PATIENCE, follow_redirects=False) as client:
                _check(client.post(address, content=data, headers=_headers(key, secret, data)).status_code, where)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise DeliveryError(f"the call did not get through ({type(error).__name__})", where=where) from None

    again = retry_if_exception(lambda error: isinstance(error, DeliveryError) and not error.refused)
    wait = wait_random_exponential(multiplier=WAIT, max=10)
    Retrying(stop=stop_after_attempt(_TRIES), wait=wait, retry=again, reraise=True)(post)


WAIT = 1.0  # seconds, about, before a call is made again; longer each time


def _headers(key: str, secret: str, data: bytes) -> Mapping[str, str]:
    timestamp = str(int(time.time()))
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "matters-arising",
        "Idempotency-Key": key,
        "Matters-Timestamp": timestamp,
        "Matters-Signature": signature(secret, timestamp, data),
    }


def _check(status: int, where: str) -> None:
    if 200 <= status < 300:
        return
    refused = 300 <= status < 500 and status not in _BUSY
    raise DeliveryError(f"the call was answered with {status}", where=where, refused=refused)
