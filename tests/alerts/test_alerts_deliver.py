"""Mail and calls over a wire of our own: what arrives, what is signed, what is tried again, that no secret shows."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import re
import socketserver
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from matters_arising.alerts import Settings, deliver, send_alerts
from matters_arising.alerts.deliver import Delivery, DeliveryError
from matters_arising.errors import UsageError
from matters_arising.store import Store
from news_by_hand import HOSTILE, JANUARY, Night, news
from test_alerts_send import NOW

SECRET, PASSWORD = "moss-under-the-weir-8841", "heron-on-a-post-5190"
DELIVERY = Delivery("dlv-0123456789ab", "2031-06-01T03:00:00+00:00", (news(), news(id="news-2", kind="minutes")))


class _Serving:
    """A server of one test."""

    def __init__(self, server: socketserver.TCPServer) -> None:
        self.server, self.got, self.answers = server, [], []  # type: ignore[var-annotated]
        server.test = self  # type: ignore[attr-defined]
        self.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()


class _Web(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        test: Any = self.server.test  # type: ignore[attr-defined]
        data = self.rfile.read(int(self.headers["Content-Length"]))
        test.got.append((dict(self.headers), data))
        self.send_response(test.answers.pop(0) if test.answers else 204)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class _Mail(socketserver.StreamRequestHandler):
    """As much SMTP as it takes to hand over a mail."""

    def handle(self) -> None:
        test: Any = self.server.test  # type: ignore[attr-defined]
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            word = line.split()[0].upper() if line.split() else b""
            if word == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            if word == b"EHLO":
                self.wfile.write(b"250-here\r\n250-8BITMIME\r\n250 AUTH PLAIN\r\n")
            elif word == b"AUTH":
                self.wfile.write(test.answers.pop(0) if test.answers else b"235 known\r\n")
            elif word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                lines: list[bytes] = []
                while (line := self.rfile.readline()) != b".\r\n":
                    lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
                test.got.append(b"".join(lines))
                self.wfile.write(test.answers.pop(0) if test.answers else b"250 taken\r\n")
            else:
                self.wfile.write(b"250 fine\r\n")


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Serving]:
    monkeypatch.setattr("matters_arising.alerts.deliver.WAIT", 0.001)
    monkeypatch.setenv("TEST_SECRET", SECRET)
    with HTTPServer(("127.0.0.1", 0), _Web) as server:
        yield _Serving(server)
        server.shutdown()


@pytest.fixture
def mail(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Serving]:
    monkeypatch.setenv("TEST_PASSWORD", PASSWORD)
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Mail) as server:
        yield _Serving(server)
        server.shutdown()


def by_web(server: _Serving, **more: Any) -> Settings:
    one = {"name": "tool", "webhook": f"http://127.0.0.1:{server.port}/in", "secret_env": "TEST_SECRET", **more}
    return Settings.model_validate({"subscriptions": [one]})


def by_mail(server: _Serving, **more: Any) -> Settings:
    smtp = {"host": "127.0.0.1", "port": server.port, "tls": "none", "sender": "minutes@m.example"}
    smtp |= {"user": "quill", "password_env": "TEST_PASSWORD"}
    one = {"name": "desk", "email": "desk@m.example", **more}
    return Settings.model_validate({"smtp": smtp, "subscriptions": [one]})


def hand_over(settings: Settings, delivery: Delivery = DELIVERY) -> None:
    deliver.deliver(delivery, settings.subscriptions[0], settings)


def test_a_call_is_signed_over_its_time_and_body_and_carries_its_id(web: _Serving) -> None:
    hand_over(by_web(web))
    [(headers, data)] = web.got
    signed = f"{headers['Matters-Timestamp']}.".encode() + data
    assert headers["Matters-Signature"] == "v1=" + hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["Idempotency-Key"] == json.loads(data)["delivery"] == DELIVERY.id
    assert [one["kind"] for one in json.loads(data)["news"]] == ["put off again", "minutes"]


def test_a_busy_receiver_is_asked_again_with_the_same(web: _Serving) -> None:
    web.answers = [503, 429]
    hand_over(by_web(web))
    assert len(web.got) == 3 and len({data for _, data in web.got}) == 1
    assert {headers["Idempotency-Key"] for headers, _ in web.got} == {DELIVERY.id}


@pytest.mark.parametrize(("status", "calls", "refused"), [(400, 1, True), (302, 1, True), (500, 4, False)])
def test_an_answer_that_is_no_yes(web: _Serving, status: int, calls: int, refused: bool) -> None:
    web.answers = [status] * 9
    with pytest.raises(DeliveryError, match=f"answered with {status}") as raised:
        hand_over(by_web(web))
    assert (len(web.got), raised.value.refused) == (calls, refused)


def test_a_mail_has_text_and_html_and_its_id(mail: _Serving) -> None:
    hand_over(by_mail(mail))
    hand_over(by_mail(mail))
    assert mail.got[0] == mail.got[1] or _without_boundary(mail.got[0]) == _without_boundary(mail.got[1])
    got: Any = message_from_bytes(mail.got[0], policy=policy.default)
    assert got["Message-ID"] == "<dlv-0123456789ab@m.example>"
    assert got["Subject"] == "Matters arising, desk: 2 pieces of news"
    text, html = got.get_body(("plain",)).get_content(), got.get_body(("html",)).get_content()
    for part in (text, html):
        assert "Put off again: Osier bed" in part and "The osier bed was put off." in part and "likely (0.80)" in part


def _without_boundary(data: bytes) -> bytes:
    return re.sub(rb"=+\d+==", b"", data)


@pytest.mark.parametrize(("answer", "refused"), [(b"550 no\r\n", True), (b"451 later\r\n", False)])
def test_a_mail_that_is_not_taken(mail: _Serving, answer: bytes, refused: bool) -> None:
    mail.answers = [b"235 known\r\n", answer]
    with pytest.raises(DeliveryError, match=answer[:3].decode()) as raised:
        hand_over(by_mail(mail))
    assert raised.value.refused is refused


def test_minutes_that_mean_harm_are_text_in_mail_and_call(mail: _Serving, web: _Serving) -> None:
    evil = Delivery("dlv-1", DELIVERY.written, (news(**HOSTILE),))
    hand_over(by_mail(mail), evil)
    hand_over(by_web(web), evil)
    got: Any = message_from_bytes(mail.got[0], policy=policy.default)
    assert got["Bcc"] is None and "\n" not in got["Subject"]
    assert "<script" not in got.get_body(("html",)).get_content()
    for part in (got.get_body(("html",)).get_content(), got.get_body(("plain",)).get_content(), web.got[0][1].decode()):
        assert not re.search("[\x00\u202e\u2066\ufffe]|u0000|x{1000}", part)


@pytest.mark.parametrize("fault", ["none", "refused", "unset"])
def test_secrets_are_in_no_log_output_or_database(  # noqa: PLR0917
    fault: str, mail: _Serving, web: _Serving, store: Store, night: Night, caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    token = "t0ken-in-an-address-7702"
    monkeypatch.setenv("TEST_ADDRESS", f"http://127.0.0.1:{web.port}/{token}")
    if fault == "refused":
        web.answers = [401] * 9
        mail.answers = [f"535 {PASSWORD} is not it\r\n".encode()] * 9
    if fault == "unset":
        monkeypatch.delenv("TEST_PASSWORD")
        monkeypatch.setenv("TEST_ADDRESS", f"gopher://{token}")
    hook = {"name": "tool", "webhook_env": "TEST_ADDRESS", "secret_env": "TEST_SECRET", "since": "2031-01-01"}
    given = by_mail(mail, since="2031-01-01").model_dump()
    given["subscriptions"] = [*given["subscriptions"], hook]
    night(JANUARY)
    done = send_alerts(store, Settings.model_validate(given), now=NOW)
    assert bool(done.failed) == (fault != "none")
    held = "\n".join(store.connection.iterdump())
    shown = "".join([*capfd.readouterr(), caplog.text, held, repr(done), *done.failed])
    for secret in (SECRET, PASSWORD, token):
        assert secret not in shown


def test_a_password_goes_over_no_open_wire_and_no_secret_is_in_the_settings(tmp_path: Any) -> None:
    for line, said in (
        (
            '[alerts.smtp]\nhost = "m.example"\nsender = "a@m.example"\ntls = "none"',
            "only for a server on this machine",
        ),
        ('[alerts.smtp]\nhost = "m.example"\nsender = "a@m.example"\npassword = "hush"', "smtp.password"),
        ('[[alerts.subscriptions]]\nname = "x"\nwebhook = "http://m.example"\nsecret_env = "S"', "https://"),
        ('[[alerts.subscriptions]]\nname = "x"\nwebhook = "https://m.example"', "secret_env"),
        ('[[alerts.subscriptions]]\nname = "x"\nemail = "a@m.example\\nBcc: b@m.example"', "no e-mail address"),
        ('[[alerts.subscriptions]]\nname = "x"\nemail = "a@m.example"', "set \\[alerts.smtp\\]"),
    ):
        path = tmp_path / "matters.toml"
        path.write_text(line)
        with pytest.raises(UsageError, match=said) as raised:
            Settings.load(path)
        assert "hush" not in str(raised.value)
