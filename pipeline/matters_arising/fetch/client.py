"""A polite visitor of servers: says who it is, keeps to robots.txt, waits between requests, asks again when told to,
takes no more than it was allowed, and follows nobody to a host that was not named."""

from __future__ import annotations

import email.utils
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC

import httpcore
import httpx
import tenacity

from matters_arising import __version__
from matters_arising.fetch.clock import Clock, Pace
from matters_arising.fetch.failures import Answered, Failure, Refused, Silent, Unreachable
from matters_arising.fetch.hosts import Guarded, Hosts, Resolve, resolve
from matters_arising.fetch.listing import Answer, Validators
from matters_arising.fetch.robots import ALL, Rules, nothing, unheard
from matters_arising.fetch.telling import shown, without_secrets

PRODUCT = "matters-arising"
_REDIRECTS = 5
_ROBOTS_BYTES = 500 * 1024
_SILENCE = 30.0  # seconds in which a server must say something
_PASSING = frozenset({429, 500, 502, 503, 504})
_NONE = Validators()
_LOGGERS = ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy")


@dataclass(frozen=True, slots=True)
class Manners:
    """How one source is asked. `unbound` are hosts whose robots.txt does not bind us: one has their permission."""

    contact: str
    between: float = 1.0
    tries: int = 4
    max_wait: float = 300.0
    max_bytes: int = 100_000_000
    max_seconds: float = 120.0
    unbound: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Secret:
    """A parameter that is put into requests to one host at the very last moment, so that no address, log or error
    that anybody sees ever holds it."""

    host: str
    name: str
    value: str = field(repr=False)


@dataclass(slots=True)
class Commons:
    """What all sources of one visit share: the time, the pace at which hosts are asked, and what they allow."""

    clock: Clock = field(default_factory=Clock)
    pace: Pace = field(init=False)
    robots: dict[str, Rules] = field(default_factory=dict)
    resolve: Resolve = resolve

    def __post_init__(self) -> None:
        self.pace = Pace(self.clock)


class _Unsaid(logging.Filter):
    """Takes a secret out of what is logged: a server may say it back to us, and headers of answers are logged."""

    def __init__(self, value: str) -> None:
        super().__init__()
        self._value = value

    def filter(self, record: logging.LogRecord) -> bool:
        if self._value and self._value in (said := record.getMessage()):
            record.msg, record.args = said.replace(self._value, "…"), ()
        return True


class _PassingError(Exception):
    """A failure that may be over in a while; `after` is how many seconds the server asks us to wait, if it does.
    `silent`: it did not answer at all."""

    def __init__(self, why: str, after: float | None = None, *, silent: bool = False) -> None:
        super().__init__(why)
        self.after, self.silent = after, silent


class _Transport(httpx.HTTPTransport):
    """Connects only where Guarded does, and adds the secret when everybody else has looked at the request."""

    def __init__(self, hosts: Hosts, resolved: Resolve, secret: Secret | None) -> None:
        super().__init__()
        self._secret = secret
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), network_backend=Guarded(hosts, resolved), max_connections=2
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        secret = self._secret
        if secret and request.url.host == secret.host:
            url = request.url.copy_set_param(secret.name, secret.value)
            request = httpx.Request(request.method, url, headers=request.headers, stream=request.stream)
        return super().handle_request(request)


class Client:
    """Asks the hosts of one source. Every failure is a Failure: a sentence without address and without secrets."""

    def __init__(self, manners: Manners, hosts: Hosts, commons: Commons, *, secret: Secret | None = None) -> None:
        self._manners, self._hosts, self._commons = manners, hosts, commons
        self._unsaid = _Unsaid(secret.value if secret else "")
        self._http = httpx.Client(
            transport=_Transport(hosts, commons.resolve, secret),
            headers={"User-Agent": f"{PRODUCT}/{__version__} (+{manners.contact})"},
            timeout=_SILENCE,
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> Client:
        for name in _LOGGERS:
            logging.getLogger(name).addFilter(self._unsaid)
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()
        for name in _LOGGERS:
            logging.getLogger(name).removeFilter(self._unsaid)

    def permits(self, address: str) -> bool:
        """Whether this address is of a host that may be asked."""
        try:
            return self._hosts.permits(httpx.URL(address))
        except (httpx.InvalidURL, ValueError, UnicodeError):
            return False

    def get(self, address: str, known: Validators = _NONE) -> Answer:
        """What is at an address, or that it is as it was. Raises Failure."""
        with _told():
            return self._again(httpx.URL(address), known, bound=True)

    def _again(self, url: httpx.URL, known: Validators, *, bound: bool) -> Answer:
        """Ask until there is an answer, as often as the manners allow."""
        backoff = tenacity.wait_exponential_jitter(multiplier=2, max=60, jitter=2)

        def wait(state: tenacity.RetryCallState) -> float:
            passing = state.outcome.exception() if state.outcome else None
            after = passing.after if isinstance(passing, _PassingError) else None
            return backoff(state) if after is None else after

        retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self._manners.tries),
            wait=wait,
            retry=tenacity.retry_if_exception_type(_PassingError),
            sleep=self._commons.clock.sleep,
            reraise=True,
        )
        try:
            return retrying(self._follow, url, known, bound=bound)
        except _PassingError as passing:
            tries = self._manners.tries
            told = f"{passing} (asked {'once' if tries == 1 else f'{tries} times'})"
            raise (Silent if passing.silent else Unreachable)(told) from None

    def _follow(self, url: httpx.URL, known: Validators, *, bound: bool) -> Answer:
        """Ask, and go where the server sends us as far as we may."""
        for hop in range(_REDIRECTS + 1):
            if not self._hosts.permits(url):
                sent = "it sends us to another host" if hop else "it is on a host that was not named"
                raise Refused(f"{sent}, {shown(url)[:120]}; if that is right, name the host in allow_hosts")
            found = self._once(url, known, self._between(url) if bound else self._manners.between, whole=bound)
            if isinstance(found, Answer):
                return found
            url = without_secrets(url.join(found))
        raise Failure(f"it sends us on more than {_REDIRECTS} times")

    def _once(self, url: httpx.URL, known: Validators, between: float, *, whole: bool) -> Answer | str:
        """One request: an answer, or the address to go to."""
        self._commons.pace.wait(url.host, between)
        headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        try:
            with self._http.stream("GET", url, headers={name: said for name, said in headers.items() if said}) as got:
                code = got.status_code
                if code in (301, 302, 303, 307, 308) and got.headers.get("location"):
                    return str(got.headers["location"])
                if code == 304 and known != _NONE:
                    return Answer(unchanged=True, validators=known)
                if code in _PASSING:
                    raise self._passing(got)
                if code != 200:
                    raise Answered(code, f"the server answers {code} {httpx.codes.get_reason_phrase(code)}".rstrip())
                return self._read(got, whole=whole)
        except httpx.TimeoutException:
            raise _PassingError("the server does not answer in time", silent=True) from None
        except httpx.ConnectError:
            raise _PassingError("the server does not answer: no connection", silent=True) from None
        except (httpx.TransportError, httpx.DecodingError):
            raise _PassingError("the answer breaks off or cannot be understood") from None

    def _read(self, got: httpx.Response, *, whole: bool) -> Answer:
        """The body as far as it may go. Of robots.txt the beginning is enough."""
        most = self._manners.max_bytes if whole else _ROBOTS_BYTES
        until = self._commons.clock.seconds() + self._manners.max_seconds
        body = bytearray()
        for chunk in got.iter_bytes(65_536):
            body += chunk
            if len(body) > most:
                if whole:
                    raise Failure(f"it is larger than {most:,} bytes; if that is right, raise max_bytes")
                break
            if self._commons.clock.seconds() > until:
                raise Failure(f"it takes longer than {self._manners.max_seconds:g} seconds; max_seconds may be raised")
        headers = got.headers
        validators = Validators(headers.get("etag", ""), headers.get("last-modified", ""))
        sized = "content-length" in headers or "chunked" in headers.get("transfer-encoding", "")
        media = headers.get("content-type", "").partition(";")[0].strip().lower()
        return Answer(bytes(body), media, validators, sized=sized)

    def _passing(self, got: httpx.Response) -> Exception:
        """What to make of a server that cannot answer now."""
        why = f"the server answers {got.status_code} {httpx.codes.get_reason_phrase(got.status_code)}".rstrip()
        after = self._asked_to_wait(got.headers.get("retry-after", ""))
        if after is not None and after > self._manners.max_wait:
            return Unreachable(f"{why} and asks us to come back in {after:.0f} seconds, more than max_wait")
        return _PassingError(why, after)

    def _asked_to_wait(self, said: str) -> float | None:
        if said.strip().isdigit():
            return float(said[:12])
        try:
            then = email.utils.parsedate_to_datetime(said)
        except (TypeError, ValueError, IndexError):
            return None
        then = then if then.tzinfo else then.replace(tzinfo=UTC)
        return max(0.0, (then - self._commons.clock.now()).total_seconds())

    def _between(self, url: httpx.URL) -> float:
        """Seconds between requests to the address's host. Raises Refused where its robots.txt does not want us, Silent
        where the host said nothing: then nothing is known of its rules, and an exception from them would not help."""
        if url.host in self._manners.unbound:
            return self._manners.between
        rules = self._rules(url)
        if rules.silence:
            raise Silent(rules.silence)
        if not rules.allow(str(url)):
            raise Refused(
                f"robots.txt of {url.host} {rules.why}; if you have its permission, name it in robots_exceptions"
            )
        delay = max(self._manners.between, rules.delay)
        if delay > self._manners.max_wait:
            raise Refused(f"robots.txt of {url.host} asks for {rules.delay:g} seconds between requests: over max_wait")
        return delay

    def _rules(self, url: httpx.URL) -> Rules:
        """The robots.txt of the address's server; where it has none all is allowed, where it cannot be had nothing."""
        origin = url.copy_with(raw_path=b"/robots.txt", fragment=None)
        known = self._commons.robots.get(str(origin))
        if known is None:
            try:
                known = Rules.parsed(self._again(origin, _NONE, bound=False).body, PRODUCT)
            except Failure as failure:
                there_is_none = isinstance(failure, Answered) and 400 <= failure.code < 500
                silent = isinstance(failure, Silent)
                known = ALL if there_is_none else unheard(str(failure)) if silent else nothing(str(failure))
            self._commons.robots[str(origin)] = known
        return known


@contextmanager
def _told() -> Iterator[None]:
    """An address that is none, of ours or of a server, is a failure like others."""
    try:
        yield
    except (httpx.InvalidURL, UnicodeError, ValueError):
        raise Failure("there is an address that is none") from None
