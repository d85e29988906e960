"""What the pages say of an archive: the ledger, silence, questions, accuracy, coverage."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from matters_arising.errors import ModelError
from matters_arising.export.site import accuracy, bodies, coverage, lives, passages, questions, talking
from matters_arising.export.site.reading import Reading, read
from matters_arising.export.site.whole import files
from matters_arising.matters.practice import Act, Course, Turn
from matters_arising.matters.promises import Promise
from matters_arising.matters.sights import Evidence
from matters_arising.store import open_store
from matters_arising.store.life import Kin
from matters_arising.vocab import EventType, StanceLabel, StanceStatus
from sites_by_hand import store_of
from toy_archive import minutes

Site = dict[str, str]


def rows(page: str) -> list[list[str]]:
    body = html.document_fromstring(page).find(".//tbody")
    assert body is not None
    return [[" ".join(cell.text_content().split()) for cell in row] for row in body]


def test_the_ledger_tells_counts_and_reasons(site: Site) -> None:
    crisis, shelter = rows(site["ledger.html"])
    assert crisis == [
        "Crisis care review Ambleton Forum Last reason found: “the draft was not ready”",
        "3 meetings (1 inferred, from no more than that there was no news)",
        "at 2 of 3",
        "3",
        "3 months",
        "15 June 2022",
        "open",
    ]
    assert shelter[1:3] == ["1 meeting", "at 1 of 1"]
    row = html.document_fromstring(site["ledger.html"]).find(".//tbody/tr")
    assert row is not None and row[4].get("data-sort") == "98", "what is shown to the week or day is sorted by days"
    assert row.get("data-at") == ("2022-03-09|information|e 2022-04-27|unstated|e 2022-06-15|unstated|i")


def test_long_tables_go_over_pages_and_lie_in_scripts_as_a_whole(tmp_path: Path) -> None:
    titles = [f"# Matter {at} {'of the long list ' * 9}" for at in range(700)]
    lines = [line for title in titles for line in (title, "It was put off.")]
    with open_store(store_of(tmp_path, {"a.txt": minutes("2022-01-01", *lines)})) as store:
        site = {name: data.decode() for name, data in files(read(store))}
    parts = sorted(name for name in site if name.startswith("ledger"))
    assert len(parts) > 1 and sum(len(rows(site[name])) for name in parts) == 700
    held = [text for name, text in site.items() if name.startswith("data/ledger-")]
    assert sum(text.count("<tr ") for text in held) == 700
    assert all(len(text.encode()) < 300_000 for text in site.values())
    assert f'data-shards="{len(held)}" data-parts="{len(parts)}"' in site["ledger.html"]


def test_what_is_not_found_since_says_how_it_was_left(reading: Reading) -> None:
    first = next(iter(reading.lives.values()))
    silent = replace(reading, lives={**reading.lives, first.matter: replace(first, fate="not found since")})
    site = {name: data.decode() for name, data in files(silent)}
    ((title, last, since, left),) = rows(site["silence.html"])
    assert title.startswith("Bus shelter") and last == "9 March 2022" and since == "2"
    assert left == "Put off: “The shelter was put off.”"
    assert "That does not say that nothing was done" in site[lives.address(first.matter)]


def front(site: Site) -> str:
    return " ".join(html.document_fromstring(site["index.html"]).text_content().split())


def test_the_first_page_says_whose_minutes_who_read_them_and_that_it_may_be_wrong(site: Site) -> None:
    told = front(site)
    assert "A program read the minutes of 4 meetings of Ambleton Forum, 19 January 2022 to 15 June 2022." in told
    assert "It can be wrong." in told and "How often “not found since” is right was not measured" in told


def test_what_was_put_off_once_is_not_most_often_put_off(site: Site, tmp_path: Path) -> None:
    told = front(site)
    assert "(1 inferred, from no more than that there was no news); no reason found at 2 of them; last found" in told
    assert "Bus shelter" not in told
    with open_store(store_of(tmp_path, {"a.txt": minutes("2022-01-01", "# Kiln", "It was put off.")})) as store:
        once = {name: data.decode() for name, data in files(read(store))}
    assert "Nothing was found to be put off at more than one meeting." in front(once)


def test_silence_after_no_more_than_a_report_says_that_no_decision_was_found(tmp_path: Path) -> None:
    told = {"a.txt": minutes("2022-01-01", "# Kiln", "The kiln was looked at.")}
    with open_store(store_of(tmp_path, told)) as store:
        held = read(store)
    (life,) = held.lives.values()
    silent = replace(held, lives={life.matter: replace(life, fate="not found since")})
    site = {name: data.decode() for name, data in files(silent)}
    ((_, _, _, left),) = rows(site["silence.html"])
    assert left.startswith("No decision that settled it was found. Came up: “")


def test_questions_are_asked_of_what_was_put_off_without_a_reason(reading: Reading) -> None:
    held, _ = passages.quoted(reading.minutes, source_url="")
    ((body, kinds),) = questions.questions(reading, held)
    (asked,) = dict(kinds)["Put off without a reason that was found"]
    assert body == "Ambleton Forum"
    assert asked.asked == "What was the reason for putting off “Bus shelter” on 9 March 2022?"
    assert [quote.quote for quote in asked.quotes] == ["The shelter was put off."]


@pytest.mark.parametrize(
    ("state", "late", "asked"),
    [("vanished", None, 1), ("slipped", None, 1), ("slipped", 3, 0), ("kept", None, 0), ("pending", None, 0)],
)
def test_a_time_that_has_passed_is_asked_about_where_nothing_came_of_it(
    reading: Reading, state: str, late: int | None, asked: int
) -> None:
    held, _ = passages.quoted(reading.minutes, source_url="")
    at = reading.ledger[0].meetings[0]
    promise = Promise(
        state=state,  # type: ignore[arg-type]
        why="not found in the minutes of 2022-04-27",
        matter=reading.ledger[0].matter,
        title="Crisis care review",
        body="Ambleton Forum",
        kind=EventType.DEFERRAL,
        event=at.event,
        until="next meeting",
        confidence=0.8,
        said=Evidence(at.date, at.meeting, at.quote, at.document, at.page),
        due="2022-04-27",
        months_late=late,
    )
    found = list(questions.overdue(replace(reading, promises=(promise,)), held))
    assert len(found) == asked
    for one in found:
        assert one.asked == (
            "What became of “Crisis care review”, which was put off until “next meeting” "
            "(the meeting of 27 April 2022)?"
        )
        assert one.because == "Not found in the minutes of 27 April 2022."


def test_a_proposal_not_found_again_is_asked_after_and_names_nobody_outside_of_its_quote(tmp_path: Path) -> None:
    ford = "R. Moss proposed a lantern of tinned copper at the ford."
    titles = ("Bins", "Hedges", "Lamps", "Drains", "Swings")
    later = {
        f"{month}.txt": minutes(f"2023-{month:02}-04", f"# {title}", f"The {title.lower()} was agreed.")
        for month, title in enumerate(titles, start=1)
    }
    with open_store(store_of(tmp_path, {"0.txt": minutes("2022-12-07", "# The ford", ford), **later})) as store:
        asked = dict(files(read(store)))["questions.html"].decode()
    assert "What became of the proposal made under “The ford” on 7 December 2022?" in asked
    assert "Not found in the minutes of the 5 meetings since (4 January 2023 to 4 May 2023) (" in asked
    assert ford in asked and "Moss" not in re.sub(r"<blockquote>.*?</blockquote>", "", asked, flags=re.DOTALL)


def test_turned_matters_are_two_passages_to_be_read_together(reading: Reading) -> None:
    held, _ = passages.quoted(reading.minutes, source_url="")
    mark = next(one for one in held.shown.values() if one.part == "stance")
    act = Act(
        mark.mark, StanceLabel.COLLABORATIVE, StanceStatus.COMMITTED, "", "", "", "b", "m", mark.date, "", mark.quote,
        mark.document, 1, 0, 0.9,
    )  # fmt: skip
    turn = Turn(act, replace(act, label=StanceLabel.UNILATERAL))
    told = [words for words, _, _ in lives.turns(Course((), (), (turn,), turn), held)]
    assert told == [
        "Labelled collaborative, then unilateral",
        "A promise to share or to hear others, and a later passage labelled as done alone",
    ]
    assert not list(lives.turns(Course((), (), (Turn(replace(act, stance="gone"), act),), None), held))


def test_what_may_be_the_same_matter_is_named_beside_it(reading: Reading) -> None:
    one, other = list(reading.lives.values())[:2]
    kin = Kin(other.matter, other.title, "words: sluice, hurdle", 0.7)
    told = dict(files(replace(reading, lives=reading.lives | {one.matter: replace(one, kin=(kin,))})))
    page = told[f"matters/{one.matter}.html"].decode()
    assert "words: sluice, hurdle" in page
    assert f'href="../matters/{other.matter}.html"' in page
    assert "May be the same matter" not in told[f"matters/{other.matter}.html"].decode()


def test_talk_and_practice_is_told_body_by_body_with_its_quotes(reading: Reading, site: Site) -> None:
    held, _ = passages.quoted(reading.minutes, source_url="")
    where = bodies.addresses(reading)
    (side,) = talking.sides(reading, held, where)
    assert [found.number for found in side.found] == [0, 0, 1, 0, 0] and side.name == "Ambleton Forum"
    assert "The Forum and the Trust will do it together." in site[side.address]


def test_every_file_is_accounted_for(reading: Reading, site: Site) -> None:
    found = coverage.coverage(reading)
    assert sorted(note.path for note in found.unread) == ["broken.txt", "fault.txt", "private.locked"]
    assert sorted(note.path for note in found.left_out) == ["blank.txt", "copy of 2022-03.txt", "licence.txt"]
    for note in (*found.unread, *found.left_out):
        assert note.path in site["coverage.html"]
    assert "no body is named" in site["coverage.html"]


def test_corrections_by_people_are_told(reading: Reading, site: Site) -> None:
    assert "by people" not in site["coverage.html"]
    corrected = dict(files(replace(reading, corrections=2)))["coverage.html"].decode()
    assert "words, with 2 corrections by people." in corrected


def test_accuracy_is_that_of_the_shipped_judges() -> None:
    found = accuracy.accuracy()
    assert {score.label for score in found.events} >= {"deferral", "proposal"}
    counted = found.of("deferral")
    assert counted and 0 < counted.right <= 100 and counted.said <= counted.marks * 5
    assert found.of("proposal") is None


def test_of_few_passages_no_share_is_said() -> None:
    known = [replace(accuracy.Score("unilateral", 100, 5, 0, 21), said=said).is_known for said in (0, 1, 10)]
    assert known == [False, False, True]


def test_one_passage_is_no_measure_of_a_label(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    one = accuracy.Score("unilateral", 100, 5, 1, 21)
    many = accuracy.Score("collaborative", 57, 17, 53, 178)
    found = accuracy.Accuracy(141, 10, (), (), (many, one), ())
    monkeypatch.setattr(accuracy, "accuracy", lambda: replace(found, events=(many,), stances=(replace(one, said=0),)))
    site = {name: " ".join(data.decode().split()) for name, data in files(reading)}
    assert "30 of 53 passages labelled collaborative were marked so" in site["practice.html"]
    assert "1 passage was labelled unilateral, too few to know how often that label is right" in site["practice.html"]
    assert "<td>57</td><td>17</td><td>53</td><td>178</td>" in site["coverage.html"]
    assert "<td>–</td><td>5</td><td>1</td><td>21</td>" in site["coverage.html"]
    assert "<td>–</td><td>5</td><td>0</td><td>21</td>" in site["coverage.html"]


def test_one_of_each_is_said_as_one(tmp_path: Path) -> None:
    lines = ("# Bus shelter", "The shelter was put off.")
    with open_store(store_of(tmp_path, {"a.txt": minutes("2022-01-06", *lines)})) as store:
        page = next(data.decode() for name, data in files(read(store)) if name == "index.html")
    for said in (">meeting read<", ">matter followed<", ">matter put off at least once<"):
        assert said in page


def test_a_site_without_metrics_says_so(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: str, **__: str) -> Path:
        raise ModelError("not there")

    monkeypatch.setattr(accuracy, "folder_of", gone)
    site = {name: data.decode() for name, data in files(reading)}
    assert "was not measured" in site["ledger.html"] and "No measurement" in site["coverage.html"]


def test_an_archive_without_minutes_has_a_site(tmp_path: Path) -> None:
    with open_store(store_of(tmp_path, {"a.txt": "Anyone may use this."})) as store:
        site = {name: data.decode() for name, data in files(read(store))}
    assert "Nothing was found to be put off." in site["ledger.html"] and "0 meetings" in site["index.html"]
