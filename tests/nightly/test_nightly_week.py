"""A week of nights: each leaves what reading all from nothing would, reported and healthy."""

from __future__ import annotations

import json
from pathlib import Path

from matters_arising.export.nightly import lines
from matters_arising.nightly.outcome import Outcome
from matters_arising.nightly.report import Told
from matters_arising.store import open_store
from matters_arising.store.census import Census
from nights_by_hand import Nights, kinds

WEEK = (
    ("2030-01-10", "2030-02-07", "2030-03-07"),
    (),
    ("2030-04-04",),
    ("2030-05-02", "2030-06-06"),
    (),
    ("2030-07-04",),
    ("2030-09-05",),
)


def test_each_night_of_a_week_equals_a_rebuild(nights: Nights) -> None:
    had = 0
    for number, dates in enumerate(WEEK):
        nights.come(*dates)
        if number == 3:
            nights.come("2030-01-10", words="It was proposed to wait.")  # minutes that were corrected
        report = nights.pass_one()
        had += len(dates)
        assert (report.exit_code, kinds(report), report.broke) == (Outcome.WELL, [], "")
        assert report.after and report.after.documents == had and report.measure
        assert report.run and report.run.processed == len(dates) + (number == 3)
        assert report.sources[0].new == len(dates) and report.sources[0].changed == (number == 3)
        assert nights.canonical() == nights.rebuilt()


def test_the_report_is_for_machines_and_says_all_of_the_night(nights: Nights) -> None:
    nights.come("2030-01-10")
    (nights.incoming / "scan.txt").write_text("BODY: x\n\nBROKEN")
    nights.pass_one()
    told = json.loads(nights.report_path.read_text())
    assert nights.report_path.name == "2031-05-05T02-00-00Z.json"
    assert (told["start"], told["end"]) == ("2031-05-05T02:00:00+00:00", "2031-05-05T02:00:00+00:00")
    assert told["exit_code"] == 4 and told["broke"] == "" and told["version"]
    assert told["before"] == dict.fromkeys(("documents", "meetings", "events", "matters", "unread"), 0)
    assert told["after"] == {"documents": 1, "meetings": 1, "events": 2, "matters": 2, "unread": 1}
    assert told["unread"] == [{"path": "clerk/scan.txt", "reason": "the file ends in the middle; get it again"}]
    assert told["sources"][0] | {"note": ""} == {
        **{"source": "Clerk", "new": 2, "changed": 0, "unchanged": 0, "vanished": [], "failed": []},
        **{"complete": True, "reached": True, "note": "", "doubt": ""},
    }


def test_the_last_reports_are_kept_and_with_them_the_last_measure(nights: Nights) -> None:
    nights.text += "keep_reports = 2\n"
    nights.come("2030-01-10", "2030-02-07")
    nights.pass_one()
    first = nights.report_path
    nights.incoming.rename(nights.folder / "away")
    for _ in range(3):
        assert nights.pass_one().exit_code == Outcome.UNREACHABLE
    assert len(nights.reports()) == 3 and nights.reports()[0] == first
    (nights.folder / "away").rename(nights.incoming)
    nights.pass_one()
    assert len(nights.reports()) == 2 and first not in nights.reports()


def test_the_health_file_says_when_to_worry(nights: Nights) -> None:
    nights.come("2030-01-10")
    nights.pass_one()
    assert nights.health() == {
        "last_start": "2031-05-05T02:00:00+00:00",
        "running": False,
        "last_end": "2031-05-05T02:00:00+00:00",
        "last_success": "2031-05-05T02:00:00+00:00",
        "last_exit_code": 0,
        "last_report": "2031-05-05T02-00-00Z.json",
        "next_expected": "2031-05-06T02:00:00+00:00",
    }
    nights.incoming.rename(nights.folder / "away")
    nights.pass_one()
    told = nights.health()
    assert (told["last_exit_code"], told["last_end"][:10], told["last_success"][:10]) == (
        13,
        "2031-05-06",
        "2031-05-05",
    )


def test_two_nights_of_one_second_have_two_reports(nights: Nights) -> None:
    nights.come("2030-01-10")
    nights.pass_one()
    nights.clock.time -= nights.clock.time - nights.clock.time.replace(day=5)
    nights.pass_one()
    assert [path.name for path in nights.reports()] == ["2031-05-05T02-00-00Z.json", "2031-05-05T02-00-00Z_2.json"]


def test_the_site_is_rebuilt_and_alerts_are_sent_with_the_new_database(nights: Nights) -> None:
    nights.text += '[nightly.site]\nout = "site"\npublic_url = "https://minutes.example.org/"\n'
    nights.sources += '[[alerts]]\nwords = "shelter"\n'
    heard: list[tuple[int, object, str]] = []

    def alert(store: object, settings: object) -> Told:
        with open_store(nights.db) as read:
            documents = read.connection.execute("SELECT count(*) FROM documents").fetchone()[0]
        heard.append((documents, settings.alerts, settings.nightly.site.public_url))  # type: ignore[attr-defined]
        assert (nights.folder / "site" / "index.html").is_file()
        return Told(messages=1, news=3)

    nights.come("2030-01-10")
    report = nights.pass_one(alert=alert)
    assert heard == [(1, [{"words": "shelter"}], "https://minutes.example.org/")]
    assert report.alerts == Told(1, 3) and report.site and report.site.pages
    again = nights.pass_one(alert=alert)
    assert again.site and again.site.changed == 0


def test_feeds_and_calendars_are_written_each_night_and_only_what_changed(nights: Nights) -> None:
    nights.text += '[nightly.site]\nout = "site"\n[nightly.feeds]\nout = "feeds"\n'
    nights.sources += '[[searches]]\nname = "The shelter"\nquery = "shelter"\n'
    nights.come("2030-01-10", "2030-02-07")
    report = nights.pass_one()
    feeds = nights.folder / "feeds"
    assert report.feeds and report.feeds.files == report.feeds.changed == sum(1 for _ in feeds.glob("**/*.*"))
    assert (feeds / "archive.atom").is_file() and len(list((feeds / "searches").glob("*.atom"))) == 1
    assert f"feeds: {report.feeds.files} of {report.feeds.files} files new or changed" in list(lines(report, feeds))
    again = nights.pass_one()
    assert again.feeds and again.feeds.changed == 0
    nights.come("2030-03-07")
    more = nights.pass_one()
    assert more.feeds and 0 < more.feeds.changed < more.feeds.files
    assert json.loads(nights.report_path.read_text())["feeds"] == {
        "files": more.feeds.files,
        "changed": more.feeds.changed,
    }


def test_files_that_a_person_took_away_are_withdrawn_after_a_whole_fetch(nights: Nights) -> None:
    nights.text += "[nightly.loud]\ndrop = 50\n"
    nights.sources = ""
    nights.archive.mkdir()
    nights.come(*(f"2030-{month:02}-10" for month in range(1, 7)))
    for file in nights.incoming.iterdir():
        file.rename(nights.archive / file.name)
    nights.pass_one()
    (nights.archive / "2030-06-10.txt").unlink()
    report = nights.pass_one()
    assert (report.exit_code, report.missing, report.withdrawn) == (0, ("2030-06-10.txt",), True)
    assert report.after == Census(documents=5, meetings=5, events=10, matters=2, unread=0)


def test_a_file_that_leaves_the_watched_folder_stays_in_the_archive(nights: Nights, tmp_path: Path) -> None:
    nights.come(*(f"2030-{month:02}-10" for month in range(1, 7)))
    nights.pass_one()
    (nights.incoming / "2030-06-10.txt").unlink()
    report = nights.pass_one()
    assert report.sources[0].vanished == ("clerk/2030-06-10.txt",)
    assert report.exit_code == 0 and report.after and report.after.documents == 6
