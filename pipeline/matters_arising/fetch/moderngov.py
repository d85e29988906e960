"""A council's ModernGov site, through its public web service: committees, their meetings, the papers of a meeting.

Minutes are in two places. The minutes of a meeting as they were printed are linked from the meeting's page once they
are published; drafts, and those of bodies that do not use the site's own minutes, are among the papers of a meeting,
as a rule of the next one.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import date, timedelta

import httpx
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from matters_arising.fetch.client import Client
from matters_arising.fetch.failures import Failure
from matters_arising.fetch.listing import Item, Listing
from matters_arising.fetch.names import safe, safe_path
from matters_arising.fetch.settings import ModernGov
from matters_arising.fetch.telling import plain, shown

_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_PRINTED = re.compile(r"/documents/g(\d+)/", re.I)
_AHEAD = timedelta(days=60)  # papers of meetings to come hold the drafts of those that were


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A meeting as the lists name it."""

    number: str
    committee: str
    body: str
    day: str


def list_papers(source: ModernGov, client: Client, today: date) -> Listing:
    """The minutes among the papers of all wanted committees' meetings since a date. Raises Failure where not even the
    committees can be listed; what else cannot be read is a fault of the listing."""
    listing = Listing(since=source.start(today).isoformat(), scopes=source.wants)
    told = _asked(source, client, "GetCommittees", {})
    _check_count(listing, told, "committeescount", "committee", "the list of committees")
    for committee in told.iter("committee"):
        if _text(committee, "committeeid") and source.wants(_text(committee, "committeetitle")):
            _add_meetings(listing, source, client, committee, today)
    return listing


def _add_meetings(listing: Listing, source: ModernGov, client: Client, committee: etree._Element, today: date) -> None:
    """The minutes of one committee's meetings."""
    number, body = _text(committee, "committeeid"), _text(committee, "committeetitle")
    since, until = source.start(today), today + _AHEAD
    dates = {"sFromDate": f"{since:%d/%m/%Y}", "sToDate": f"{until:%d/%m/%Y}"}
    try:
        told = _asked(source, client, "GetMeetings", {"lCommitteeId": number, **dates})
    except Failure as failure:
        listing.fault(f"the meetings of {body}", failure)
        return
    _check_count(listing, told, "meetingscount", "meeting", f"the meetings of {body}")
    for element in told.iter("meeting"):
        meeting = _Meeting(_text(element, "meetingid"), number, body, _iso(_text(element, "meetingdate")))
        if not meeting.number or (meeting.day and not since.isoformat() <= meeting.day <= until.isoformat()):
            continue
        try:
            papers = _asked(source, client, "GetMeeting", {"lMeetingId": meeting.number})
            _add_papers(listing, source, papers, meeting)
            if any(_text(papers, tag).lower() == "true" for tag in ("minutepublished", "isminutepublished")):
                _add_printed(listing, source, client, meeting)
        except Failure as failure:
            listing.fault(f"the meeting of {body} on {meeting.day or 'a day that is not told'}", failure)


def _add_papers(listing: Listing, source: ModernGov, papers: etree._Element, meeting: _Meeting) -> None:
    """The papers that are minutes by their title. One without a date in its title may be of this meeting or of the one
    before, and is called after the number of this one: a wrong date would be worse than none."""
    for paper in papers.iter("linkeddoc"):
        title = plain(html.unescape(_text(paper, "title")))
        address = _text(paper, "url")
        if not address or _text(paper, "isrestricted").lower() == "true" or not re.search(source.titles, title):
            continue
        url = _joined(httpx.URL(source.site.rstrip("/") + "/"), address)
        if url is None:
            listing.fault(f"{title} of {meeting.body}", "its address is none")
            continue
        of = _iso(title)
        name = f"{of} {title}" if of else f"{title}, papers of meeting {meeting.number}"
        stem = safe_path([safe(meeting.body), name])
        listing.add(Item(shown(url), stem, str(url), date=meeting.day, scope=meeting.body))


def _add_printed(listing: Listing, source: ModernGov, client: Client, meeting: _Meeting) -> None:
    """The minutes as they were printed: the meeting's page links to its papers, and `T=1` among them is the minutes."""
    asked = {"CId": meeting.committee, "MId": meeting.number}
    page = httpx.URL(f"{source.site.rstrip('/')}/ieListDocuments.aspx", params=asked)
    for link in LexborHTMLParser(client.get(str(page)).body).css("a[href]"):
        url = _joined(page, link.attributes.get("href") or "")
        printed = _PRINTED.search(url.path) if url else None
        if url and printed and printed.group(1) == meeting.number and url.params.get("T") == "1":
            stem = safe_path([safe(meeting.body), f"{meeting.day} {meeting.body} minutes"])
            key = f"minutes of meeting {meeting.number}"
            listing.add(Item(key, stem, str(url), date=meeting.day, scope=meeting.body))
            return


def _joined(page: httpx.URL, address: str) -> httpx.URL | None:
    try:
        return page.join(address)
    except (httpx.InvalidURL, ValueError, UnicodeError):
        return None


def _asked(source: ModernGov, client: Client, method: str, params: dict[str, str]) -> etree._Element:
    """What the web service answers. Raises Failure where it is no XML, or breaks off.

    Fragments of web pages stand in the answers, and not all are well-formed: the parser is told to go on.
    """
    url = httpx.URL(f"{source.site.rstrip('/')}/mgWebService.asmx/{method}", params=params)
    body = client.get(str(url)).body.strip()
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        # After a fault the parser loses `&amp;`, and keeps the same mark as a number.
        told = etree.fromstring(body.replace(b"&amp;", b"&#38;"), parser)
    except (etree.XMLSyntaxError, ValueError):
        told = None
    if told is None or not isinstance(told.tag, str) or told.tag.lower() == "html":
        raise Failure(f"{method} answers with something else than its XML")
    if not body.endswith(b">") or (f"</{told.tag}".encode() not in body[-200:] and not body.endswith(b"/>")):
        raise Failure(f"the answer of {method} breaks off")
    return told


def _check_count(listing: Listing, told: etree._Element, tag: str, each: str, where: str) -> None:
    """The service says how many there are: fewer that came are a fault."""
    said, came = _text(told, tag), sum(1 for _ in told.iter(each))
    if said.isdigit() and int(said) > came:
        listing.fault(where, f"{said} are said to be there, and {came} came")


def _text(element: etree._Element, tag: str) -> str:
    found = element.find(f".//{tag}")
    return plain(found.text or "") if found is not None else ""


def _iso(words: str) -> str:
    """The day that is printed as 5/7/2026 in some words; empty where there is none."""
    found = _DAY.search(words)
    if not found:
        return ""
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
