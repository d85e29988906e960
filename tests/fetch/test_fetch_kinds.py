from __future__ import annotations

import json
import logging
from collections.abc import Callable

import pytest
from servers import PDF, PDF2, Reply
from test_fetch_urls import files

COMMITTEES = """<?xml version="1.0" encoding="utf-8"?><getcommittees><committeescount>2</committeescount><committees>
<committee><committeeid>7</committeeid><committeetitle>Harbour Committee</committeetitle></committee>
<committee><committeeid>8</committeeid><committeetitle>Pensions Board</committeetitle></committee>
</committees></getcommittees>"""
MEETINGS = """<getmeetings><meetingscount>1</meetingscount><meetings><meeting><meetingid>31</meetingid>
<meetingdate>09/05/2030</meetingdate></meeting></meetings></getmeetings>"""


def meeting(*papers: tuple[str, str, str], published: str = "False") -> str:
    linked = "".join(
        f"<linkeddoc><title>{title}</title><url>{url}</url><isrestricted>{restricted}</isrestricted></linkeddoc>"
        for title, url, restricted in papers
    )
    return (
        f"<meeting><meetingid>31</meetingid><meetingdate>09/05/2030</meetingdate><minutepublished>{published}"
        "</minutepublished><agendaitems><agendaitem><agendaitemtitle>Minutes<div><br>of before</agendaitemtitle>"
        f"<linkeddocuments>{linked}</linkeddocuments></agendaitem></agendaitems></meeting>"
    )


def xml(text: str) -> Reply:
    return (200, {"Content-Type": "text/xml"}, text.encode())


@pytest.fixture
def council(site):
    def meetings(query: dict[str, str]) -> Reply:
        assert query["sFromDate"] == "27/04/2029" and query["lCommitteeId"] == "7", query
        return xml(MEETINGS)

    papers = [
        ("Minutes , 11/04/2030 Harbour Committee", f"{site.url}/mgConvert2PDF.aspx?ID=1", "False"),
        ("Draft minutes &amp;amp; notes", f"{site.url}/mgConvert2PDF.aspx?ID=2", "False"),
        ("Minutes, exempt", f"{site.url}/mgConvert2PDF.aspx?ID=3", "True"),
        ("Budget report", f"{site.url}/mgConvert2PDF.aspx?ID=4", "False"),
        ("Matters arising from the minutes", f"{site.url}/mgConvert2PDF.aspx?ID=5", "False"),
    ]
    site.replies["/mgWebService.asmx/GetCommittees"] = xml(COMMITTEES)
    site.replies["/mgWebService.asmx/GetMeetings"] = meetings
    site.replies["/mgWebService.asmx/GetMeeting"] = xml(meeting(*papers, published="True"))
    site.pdf("/mgConvert2PDF.aspx")
    printed = '<a href="documents/g31/Printed%20minutes.pdf?T=1">m</a>'
    site.page("/ieListDocuments.aspx", f'<html><a href="documents/g31/Agenda.pdf?T=0">a</a>{printed}</html>')
    site.pdf("/documents/g31/Printed%20minutes.pdf")
    return site


def test_moderngov_gives_minutes_and_drafts_only(council, visit, tmp_path):
    table = {"site": council.url, "bodies": ["harbour*"]}
    found = visit("moderngov", **table)
    assert (found.new, found.failed, found.complete) == (3, (), True)
    assert files(tmp_path) == [
        "ambleton/Harbour Committee/2030-04-11 Minutes , 11-04-2030 Harbour Committee.pdf",
        "ambleton/Harbour Committee/2030-05-09 Harbour Committee minutes.pdf",
        "ambleton/Harbour Committee/Draft minutes & notes, papers of meeting 31.pdf",
    ]
    assert visit("moderngov", **table).unchanged == 3
    council.replies["/mgWebService.asmx/GetMeeting"] = xml(meeting(published="True"))
    assert len(visit("moderngov", **table).vanished) == 2


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("GetMeetings", xml(MEETINGS[:150])),
        ("GetMeetings", xml(MEETINGS.replace("count>1", "count>2"))),
        ("GetMeeting", (500, {}, b"")),
        ("GetMeeting", xml("<html><body>Sorry</body></html>")),
    ],
)
def test_a_list_of_moderngov_that_breaks_off_says_nothing_of_what_is_absent(council, visit, path, answer):
    table = {"site": council.url, "bodies": ["harbour*"]}
    visit("moderngov", **table)
    council.replies[f"/mgWebService.asmx/{path}"] = answer
    found = visit("moderngov", **table)
    assert found.reached and not found.complete and found.vanished == () and found.failed


def test_a_site_without_the_web_service_is_not_reached(site, visit):
    found = visit("moderngov", site=site.url)
    assert not found.reached and "404" in found.note


def events(site, *, cap: int = 2) -> Callable[[dict[str, str]], Reply]:
    """Five events, of which a server gives no more than `cap` at once, whatever it is asked for."""
    told = [
        {
            "EventId": number,
            "EventBodyName": "*Dock O'Neill Board",
            "EventDate": f"2030-05-0{number}T00:00:00",
            "EventMinutesFile": f"{site.url}/m{number}.pdf" if number < 5 else None,
            "EventMinutesStatusName": "Final" if number % 2 else "Draft",
        }
        for number in range(1, 6)
    ]

    def page(query: dict[str, str]) -> Reply:
        assert query["$filter"].startswith("EventDate ge datetime'") and query["$orderby"] == "EventId"
        skip = int(query["$skip"])
        return (200, {}, json.dumps(told[skip : skip + min(cap, int(query["$top"]))]).encode())

    for number in range(1, 6):
        site.pdf(f"/m{number}.pdf", PDF + str(number).encode() + b"%%EOF")
    return page


def test_legistar_is_read_to_an_empty_page(site, visit, tmp_path):
    site.replies["/v1/dock/events"] = events(site)
    found = visit("legistar", client="dock", api=f"{site.url}/v1")
    assert (found.new, found.failed, found.complete) == (4, (), True)
    assert files(tmp_path)[0] == "ambleton/Dock O'Neill Board/2030-05-01 Dock O'Neill Board minutes.pdf"
    assert visit("legistar", client="dock", api=f"{site.url}/v1").unchanged == 4
    assert visit("legistar", client="dock", api=f"{site.url}/v1", statuses=["final"]).unchanged == 2


def test_legistar_that_breaks_off_or_repeats_itself_is_not_complete(site, visit):
    whole = events(site)
    site.replies["/v1/dock/events"] = lambda query: whole(query) if query["$skip"] == "0" else (200, {}, b'[{"Event')
    found = visit("legistar", client="dock", api=f"{site.url}/v1")
    assert (found.new, found.complete, found.reached) == (2, False, True)
    site.replies["/v1/dock/events"] = lambda query: whole(query | {"$skip": "0"})
    assert not visit("legistar", client="dock", api=f"{site.url}/v1").complete


def test_a_token_is_sent_and_never_told(site, visit, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    site.replies["/v1/dock/events"] = events(site)
    table = {"client": "dock", "api": f"{site.url}/v1", "token_env": "DOCK_TOKEN"}
    told = [visit("legistar", env={"DOCK_TOKEN": "hunter2"}, **table)]
    assert any("token=hunter2" in path for path, _ in site.asked)
    sent = {"Location": f"{site.url}/v1/dock/moved?token=hunter2"}
    for reply in ((302, sent, b""), (400, {}, b"bad token hunter2"), (503, {}, b"hunter2")):
        site.replies["/v1/dock/events"] = reply
        told.append(visit("legistar", env={"DOCK_TOKEN": "hunter2"}, **table))
    site.replies["/v1/dock/events"] = (302, {"Location": "http://other.example/?token=hunter2"}, b"")
    told.append(visit("legistar", env={"DOCK_TOKEN": "hunter2"}, **table))
    missing = visit("legistar", **table)
    assert not missing.reached and "DOCK_TOKEN is not set" in missing.note
    remembered = "".join(path.read_text() for path in (tmp_path / "memory").glob("*.json"))
    assert "hunter2" not in f"{told}{caplog.text}{remembered}"


def test_a_watched_folder_is_copied(visit, tmp_path):
    inbox = tmp_path / "inbox"
    (inbox / "2030").mkdir(parents=True)
    (inbox / "2030/may.txt").write_text("Minutes of the Lamp Society")
    (inbox / "june.pdf").write_bytes(PDF)
    (inbox / ".hidden.pdf").write_bytes(PDF)
    (inbox / "link.pdf").symlink_to("/etc/hostname")
    assert visit("folder", path=str(inbox)).new == 2
    assert files(tmp_path) == ["ambleton/2030/may.txt", "ambleton/june.pdf"]
    (inbox / "june.pdf").write_bytes(PDF2)
    (inbox / "2030/may.txt").unlink()
    found = visit("folder", path=str(inbox))
    assert (found.changed, found.vanished) == (1, ("ambleton/2030/may.txt",))
    (inbox / "june.pdf").unlink()
    assert not visit("folder", path=str(inbox)).complete
    assert not visit("folder", path=str(tmp_path / "none")).reached


def test_a_folder_that_is_the_archive_is_only_looked_at(visit, tmp_path):
    (tmp_path / "minutes").mkdir()
    (tmp_path / "minutes/june.pdf").write_bytes(PDF)
    assert visit("folder", path=str(tmp_path / "minutes")).new == 1
    (tmp_path / "minutes/june.pdf").write_bytes(PDF2)
    assert visit("folder", path=str(tmp_path / "minutes")).changed == 1
    assert files(tmp_path) == ["june.pdf"]


HEADING = (
    "place,place_name,state_or_province,meeting_date,meeting_time,committee_name,meeting_id,asset_name,asset_type,url,"
    "scraped_by,content_type,content_length\n"
)


def row(meeting: str, kind: str) -> str:
    url = f"https://ex.example/{meeting}/{kind}"
    return f"ex,Ex,zz,2030-05-05 00:00:00,,Ferry Board,{meeting},Ferry Board,{kind},{url},1.0,application/pdf,9\n"


def test_of_civic_scraper_minutes_are_taken(visit, tmp_path):
    out = tmp_path / "out"
    (out / "assets").mkdir(parents=True)
    table = out / "metadata" / "civic_scraper_assets_meta_20300601T0101z.csv"
    table.parent.mkdir()
    hostile = row("../../secret", "minutes")
    table.write_text(HEADING + row("zz-1", "minutes") + row("zz-1", "agenda") + row("zz-2", "minutes") + hostile)
    (tmp_path / "secret_minutes.pdf").write_bytes(PDF)
    for name in ("zz-1_minutes.pdf", "zz-1_agenda.pdf"):
        (out / "assets" / name).write_bytes(PDF)
    found = visit("civic-scraper", path=str(out))
    assert (found.new, found.complete) == (1, True) and "of 2 minutes" in found.note
    assert files(tmp_path) == ["ambleton/Ferry Board/2030-05-05 Ferry Board.pdf"]
    table.write_text(HEADING + row("zz-3", "minutes")[:30])
    assert not visit("civic-scraper", path=str(out)).complete
    assert not visit("civic-scraper", path=str(tmp_path / "none")).reached


def test_a_memory_that_cannot_be_read_is_not_written_over(visit, tmp_path):
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox/june.pdf").write_bytes(PDF)
    visit("folder", path=str(tmp_path / "inbox"))
    memory = tmp_path / "memory/source-ambleton.json"
    memory.write_text("{")
    found = visit("folder", path=str(tmp_path / "inbox"))
    assert not found.reached and "memory" in found.note and memory.read_text() == "{"
    memory.unlink()
    assert visit("folder", path=str(tmp_path / "inbox")).unchanged == 1
