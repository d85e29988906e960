"""The commands, as a person or a script calls them: standard output, standard error, exit code."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
import toy_archive as toy
from matters_arising import __version__, cli, errors, flow
from matters_arising.store import open_store, withdraw
from matters_arising.store.ledger import ledger

Answer = tuple[int, str, str]
Matters = Callable[..., Answer]


@pytest.fixture
def matters(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Matters:
    """Call the command in an empty folder, with toy stages; gives exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MATTERS_DB", raising=False)
    plain = flow.run
    monkeypatch.setattr(
        flow, "run", lambda *given, **named: plain(*given, **{**named, "stages": toy.STAGES, "jobs": 0})
    )

    def call(*arguments: str) -> Answer:
        monkeypatch.setattr(sys, "argv", ["matters", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # as Python has it, which a command changes for itself
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return call


@pytest.fixture
def filled(matters: Matters, tmp_path: Path) -> Matters:
    toy.lay(tmp_path / "archive")
    assert matters("run", "archive", "-q")[0] == 4
    return matters


def test_a_run_prints_what_a_person_wants_to_know(matters: Matters, tmp_path: Path) -> None:
    toy.lay(tmp_path / "archive")
    code, out, err = matters("run", "archive", "--db", "x.db", "--tables", "tables")
    assert code == 4
    for line in (
        "11 files, 5 read (6 pages)",
        "    3 could not be read",
        "        the file ends in the middle; get it again (broken.txt)",
        "    1 not minutes",
        "4 meetings of 1 body (1 more are earlier versions of these)",
        "    Ambleton Forum: 4 meetings, 2022-01-19 to 2022-06-15",
        "6 events: 1 proposal, 1 decision, 4 deferrals",
        "1 stance: 1 collaborative",
        "2 matters followed, 2 put off at least once",
        "Database  x.db",
    ):
        assert line in out.splitlines()
    facts = next(line for line in out.splitlines() if "put off at 3 meetings" in line)
    assert "put off at 3 meetings (1 of them inferred, from no more than that there was no news; " in facts
    assert "no reason found at 2 of them)" in facts
    assert "last reason given: the draft was not ready" in facts
    assert "9 files read" not in out and "files read" in err
    assert sorted(path.name for path in (tmp_path / "tables").iterdir())[0] == "documents.csv"


def test_a_run_that_reads_all_ends_with_nought(matters: Matters, tmp_path: Path) -> None:
    files = ("2022-01.txt", "2022-03.txt", "copy of 2022-03.txt", "licence.txt", "blank.txt")
    toy.lay(tmp_path / "archive", {name: toy.FILES[name] for name in files})
    assert matters("run", "archive")[0] == 0
    code, out, err = matters("run", "archive", "-q")
    assert (code, out, err) == (0, "", "")


def test_a_run_tells_scripts_in_json(matters: Matters, tmp_path: Path) -> None:
    toy.lay(tmp_path / "archive")
    _, out, _ = matters("run", "archive", "--json")
    told = json.loads(out)
    assert told["documents"]["failed"] == 3
    assert told["run"] == {"processed": 11, "unchanged": 0, "withdrawn": 0, "notes": [], "left": 0}


def test_an_interrupted_run_ends_with_130_and_says_that_nothing_is_lost(
    matters: Matters, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    toy.lay(tmp_path / "archive")
    monkeypatch.setattr(flow, "run", interrupted)
    code, out, err = matters("run", "archive")
    assert (code, out) == (130, "")
    assert "interrupted: what was read is kept" in err


def test_a_timeline_goes_meeting_by_meeting_with_quotes_and_pages(filled: Matters) -> None:
    code, out, _ = filled("timeline", "crisis care review")
    assert code == 0
    lines = [line.strip() for line in out.splitlines()]
    dates = [line.split()[0] for line in lines if line.startswith("2022")]
    assert dates == ["2022-01-19", "2022-03-09", "2022-04-27", "2022-06-15"]
    assert "put off at 3 meetings (1 of them inferred); 3 times in a row; fate: open" in lines
    at = lines.index("deferral, R. Moss, until next meeting, reason: the draft was not ready")
    assert lines[at + 1] == "“The review was put off to the next meeting because the draft was not ready.”"
    assert lines[at + 2].startswith("p. 1, 2022-03.txt  evt-") and lines[at + 2].endswith("almost certain")
    assert "deferral (inferred), R. Moss, no reason found" in lines
    assert "stance: collaborative, the Forum, enacted, with the Trust" in lines
    assert "linked: same title" not in out and "linked: same title (1.00)" in filled("timeline", "crisis", "-v")[1]


def test_every_statement_about_a_matter_stands_beside_its_quote(filled: Matters) -> None:
    _, out, _ = filled("timeline", "crisis care review")
    lines = out.splitlines()
    marks = [at for at, line in enumerate(lines) if line.startswith("    ") and not line.startswith("     ")]
    assert marks
    for at in marks:
        assert lines[at + 1].strip().startswith("“") and lines[at + 2].strip().startswith("p. ")


def test_a_timeline_that_cannot_be_told_says_why(filled: Matters, tmp_path: Path) -> None:
    code, out, err = filled("timeline", "swimming pool")
    assert (code, out) == (7, "") and "no matter has the words “swimming pool”" in err
    two = toy.minutes("2022-07-01", "# North car park", "Words.", "# South car park", "Words.")
    (tmp_path / "archive" / "two.txt").write_text(two)
    filled("run", "archive", "-q")
    code, out, err = filled("timeline", "car park")
    assert (code, out) == (2, "") and "choose one by its id" in err and "South car park" in err
    code, out, err = filled("timeline", "south car park")
    assert code == 0 and "Other matters with these words:" in err and "North car park" in err
    assert filled("timeline", "south car park", "-q")[2] == ""


def test_a_timeline_is_drawn(filled: Matters, tmp_path: Path) -> None:
    code, out, err = filled("timeline", "crisis care review", "--format", "svg")
    assert code == 0 and "Other matters" not in err
    picture = ET.fromstring(out)
    told = [text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert "Crisis care review" in told and "3 in a row" in told and "came up at all 4 meetings" in told
    assert filled("timeline", "crisis", "--format", "svg", "--out", "life.svg")[:2] == (0, "")
    assert (tmp_path / "life.svg").read_text(encoding="utf-8") == out
    assert filled("timeline", "crisis", "--out", "life.txt")[:2] == (0, "")
    assert (tmp_path / "life.txt").read_text(encoding="utf-8") == filled("timeline", "crisis")[1]
    code, _, err = filled("timeline", "crisis", "--out", "no/such/folder/x.svg")
    assert code == 2 and "no/such/folder/x.svg" in err and "choose another --out" in err
    assert filled("timeline", "crisis", "--format", "png")[0] == 2


def test_a_timeline_for_scripts_is_the_same_however_it_is_asked_for(filled: Matters) -> None:
    told = filled("timeline", "crisis", "--json")[1]
    assert json.loads(told)["title"] == "Crisis care review"
    assert filled("timeline", "crisis", "--format", "json")[1] == told


def test_all_that_a_body_put_off_is_drawn_or_told(filled: Matters) -> None:
    code, out, _ = filled("timeline", "--body", "ambleton", "--format", "svg")
    assert code == 0
    told = [text.text for text in ET.fromstring(out).iter("{http://www.w3.org/2000/svg}text")]
    assert told.index("Crisis care review") < told.index("Bus shelter")
    assert "put off 3 times in 4; open" in told and "put off once in 2; open" in told
    lives = json.loads(filled("timeline", "--body", "ambleton", "--json")[1])
    assert [life["title"] for life in lives] == ["Crisis care review", "Bus shelter"]
    out = filled("timeline", "--body", "ambleton")[1]
    assert "Crisis care review" in out and "Bus shelter" in out


def test_a_timeline_is_of_one_matter_or_one_body(filled: Matters, tmp_path: Path) -> None:
    for arguments in ((), ("crisis", "--body", "ambleton")):
        code, _, err = filled("timeline", *arguments)
        assert code == 2 and "of one matter or of one body" in err
    code, _, err = filled("timeline", "--body", "Zzz", "--out", "x.txt")
    assert code == 7 and "no body has these words in its name" in err
    assert not (tmp_path / "x.txt").exists(), "what is not found leaves no empty file"
    other = toy.minutes("2022-08-01", "# Weir", "Words.", body="Ambleton Weir Board")
    (tmp_path / "archive" / "weir.txt").write_text(other)
    filled("run", "archive", "-q")
    code, _, err = filled("timeline", "--body", "ambleton", "--format", "svg")
    assert code == 2 and "Ambleton Forum" in err and "Ambleton Weir Board" in err
    assert filled("timeline", "--body", "Ambleton Forum")[0] == 0
    code, _, err = filled("timeline", "--body", "weir")
    assert code == 7 and "nothing was put off there, or came up often" in err


def test_a_streak_is_said_to_be_of_what_was_read(filled: Matters) -> None:
    hedge = "In a row: of the minutes that were read; others may lie between."
    _, out, _ = filled("deferrals")
    assert "times in a row" in out and out.splitlines()[-1] == hedge


def test_the_ledger_is_printed_with_quotes_when_asked_for(filled: Matters) -> None:
    code, out, _ = filled("deferrals")
    assert code == 0 and "“" not in out
    for flag in ("-v", "--quotes"):
        _, out, _ = filled("deferrals", flag)
        lines = [line.strip() for line in out.splitlines()]
        at = lines.index(
            "2022-03-09  Ambleton Forum: in so many words, until next meeting, reason: the draft was not ready"
        )
        assert lines[at + 1].startswith("“The review was put off")
        assert "2022-06-15  Ambleton Forum: inferred, no reason found" in lines
    assert "Bus shelter" not in filled("deferrals", "--at-least", "2")[1]
    assert "Bus shelter" not in filled("deferrals", "--limit", "1")[1]
    code, _, err = filled("deferrals", "--body", "ambelton")
    assert code == 7 and "no body has these words" in err and "there are: Ambleton Forum" in err
    told = json.loads(filled("deferrals", "--json")[1])
    assert [(row["title"], row["times"]) for row in told] == [("Crisis care review", 3), ("Bus shelter", 1)]
    assert told[0]["meetings"][0]["quote"].startswith("The review was put off")


def test_a_quote_is_shown_in_its_place(filled: Matters) -> None:
    with open_store("matters.db") as store:
        mark = ledger(store)[0].meetings[0].event
    code, out, _ = filled("show", mark)
    assert code == 0
    assert out.startswith(f"2022-03.txt, page 1  {mark}\n")
    assert "»The review was put off to the next meeting because the draft was not ready.«\n# Bus shelter" in out
    assert json.loads(filled("show", mark, "--json")[1])["id"] == mark
    assert filled("show", "evt-0")[0] == 7


def test_words_are_looked_for(filled: Matters) -> None:
    code, out, _ = filled("search", "draft", "ready")
    assert code == 0 and "p. 1, 2022-03.txt  st-" in out and "\x02" not in out
    assert json.loads(filled("search", "draft", "--json")[1])[0]["page"] == 1
    assert filled("search", "swimming")[0] == 7
    assert json.loads(filled("search", "swimming", "--json")[1]) == []


def test_of_words_that_very_many_have_the_newest_are_given_and_that_is_said(
    filled: Matters, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "newest" not in filled("search", "review", "--limit", "1")[2]
    monkeypatch.setattr("matters_arising.store.context._RANKED", 2)
    code, out, err = filled("search", "review", "--limit", "1")
    assert code == 0 and out.startswith("2022-04-27") and "these are the newest" in err
    assert "newest" not in filled("search", "review", "--limit", "1", "-q")[2]
    assert "newest" not in filled("search", "review")[2]  # all are given


def test_tables_go_to_standard_output_or_a_file(filled: Matters, tmp_path: Path) -> None:
    code, out, err = filled("export", "--table", "events", "--format", "jsonl")
    assert code == 0 and len(out.splitlines()) == 6
    assert {json.loads(line)["type"] for line in out.splitlines()} == {"proposal", "decision", "deferral"}
    assert len(filled("export", "--table", "events", "--format", "jsonl", "--all-versions")[1].splitlines()) == 7
    assert filled("export", "--table", "matters", "--out", "m.csv")[0] == 0
    assert (tmp_path / "m.csv").read_text().startswith("matter,title,")
    code, out, err = filled("export", "--table", "songs")
    assert (code, out) == (2, "") and "there is no table 'songs'" in err


def test_info_tells_what_is_in_the_database(filled: Matters) -> None:
    code, out, _ = filled("info")
    assert code == 0
    assert "toy 1: 7 marks" in out and "the file ends in the middle; get it again (broken.txt)" in out
    assert json.loads(filled("info", "--json")[1])["superseded"] == 1


def test_the_database_is_found_and_named_on_standard_error(
    filled: Matters, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "database: matters.db" in filled("info")[2]
    (tmp_path / "out").mkdir()
    (tmp_path / "matters.db").rename(tmp_path / "out" / "sample.db")
    assert "database: out/sample.db" in filled("info")[2]
    monkeypatch.setenv("MATTERS_DB", "elsewhere.db")
    code, out, err = filled("info")
    assert (code, out) == (5, "") and "elsewhere.db: there is no such database — make it: matters run" in err
    code, _, err = filled("info", "--db", "out/sample.db")
    assert (code, err) == (0, "")


def test_a_run_that_was_cut_off_is_said_to_be_unfinished(filled: Matters) -> None:
    with open_store("matters.db", write=True) as store:
        withdraw(store, ["2022-01.txt"])
    assert "the last run was cut off" in filled("deferrals")[2]
    assert "cut off" not in filled("deferrals", "-q")[2]


def test_what_is_wrong_is_told_in_a_sentence_with_its_exit_code(matters: Matters, tmp_path: Path) -> None:
    code, out, err = matters("run", "nowhere")
    assert code in (2, 3) and out == "" and "Traceback" not in err
    (tmp_path / "empty").mkdir()
    code, _, err = matters("run", "empty")
    assert code == 3 and "there is nothing to read in it — name the folder of the minutes" in err
    code, _, err = matters("run", "empty", "--limit", "max_pages=none")
    assert code == 2 and err.startswith("matters: ")
    assert matters("run", "empty", "--db", "no/such/folder/x.db")[0] == 5
    assert matters("run")[0] == 2
    assert matters("nonsense")[0] == 2


def test_the_package_of_the_commands_runs_as_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "matters_arising.cli", "--version"], capture_output=True, check=True)
    assert done.stdout.decode() == f"matters-arising {__version__}\n"


def test_version_and_help(matters: Matters) -> None:
    assert matters("--version")[:2] == (0, f"matters-arising {__version__}\n")
    code, out, _ = matters("--help")
    assert code == 0
    for command in ("run", "timeline", "deferrals", "show", "search", "export", "info"):
        assert command in out
        assert matters(command, "--help")[0] == 0
    told = " ".join(out.split())
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.MattersError)]
    for code in {kind.exit_code for kind in kinds}:
        assert f"{code} " in told.partition("Exit codes:")[2]


def test_help_brings_nothing_heavy_with_it() -> None:
    heavy = (
        "spacy, sklearn, scipy, pandas, numpy, onnxruntime, tokenizers, pypdfium2, lxml, httpx, pydantic, jinja2, "
        "yaml, tenacity, icalendar, sqlite3, rich, markdown_it, pygments"
    )
    script = (
        "import sys; sys.argv = ['matters', '--help']\n"
        "from matters_arising.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([name for name in {heavy.split(', ')!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr.strip() == "[]"


def test_no_command_is_cut_short_in_a_list_of_commands(matters: Matters, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for group in ((), ("evaluate",), ("train",), ("link",), ("alerts",), ("redact",), ("corpus",)):
        listed = matters(*group, "--help")[1].partition("Commands:")[2].partition("\n\n")[0].strip()
        assert listed and "..." not in listed


@pytest.mark.long
def test_a_reader_that_goes_away_is_no_error(filled: Matters, tmp_path: Path) -> None:
    big = toy.minutes("2020-01-01", "# Things", *(f"It was agreed to do thing number {n}." for n in range(8000)))
    (tmp_path / "archive" / "big.txt").write_text(big)
    filled("run", "archive", "-q")
    command = "from matters_arising.cli import main; main()"
    for arguments in (["export", "--table", "events", "-q"], ["search", "thing", "--limit", "5000", "-q"]):
        child = subprocess.Popen(
            [sys.executable, "-c", command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
        )
        assert child.stdout and child.stderr
        child.stdout.readline()
        child.stdout.close()
        complaint = child.stderr.read().decode()
        child.stderr.close()
        assert (child.wait(timeout=60), complaint) == (-signal.SIGPIPE, "")


def test_colour_is_for_terminals_and_not_where_it_is_refused() -> None:
    import io

    from matters_arising.export.terminal import say
    from rich.console import Console

    def printed(**environment: str) -> str:
        console = Console(file=io.StringIO(), force_terminal=True, width=40, _environ={"TERM": "xterm", **environment})
        say(console, ("bold words", "bold green"), " and then " + "plain " * 12, indent=4)
        out: str = console.file.getvalue()  # type: ignore[attr-defined]
        return out

    assert "\x1b[1;32m" in printed()
    assert "32m" not in printed(NO_COLOR="1")
    assert all(
        len(line) <= 40 for line in printed(NO_COLOR="1").replace("\x1b[1m", "").replace("\x1b[0m", "").splitlines()
    )


def test_practice_prints_counts_with_bounds_and_quotes(filled: Matters) -> None:
    code, out, _ = filled("practice", "--quotes")
    lines = [line.strip() for line in out.splitlines()]
    assert code == 0 and lines[0].startswith("What is said of stances is experimental")
    assert "Ambleton Forum: 4 meetings, 2022-01-19 to 2022-06-15" in lines
    assert "done together: 1 (0 to 1)" in lines and "done alone: 0" in lines
    assert "“The Forum and the Trust will do it together.”" in lines


def test_practice_of_a_matter_prints_its_course(filled: Matters) -> None:
    code, out, _ = filled("practice", "crisis care review")
    assert code == 0 and "2022-04-27  collaborative, enacted  the Forum, with the Trust" in out
    assert json.loads(filled("practice", "crisis care review", "--json", "-q")[1])["course"]["taken"] is None


def test_practice_of_an_unknown_body_says_so(filled: Matters) -> None:
    code, _, err = filled("practice", "--body", "Zzz")
    assert code == 7 and "no body has these words in its name" in err and "there are: Ambleton Forum" in err
    assert filled("practice", "--by", "week")[0] == 2


def test_proposals_print_their_fates_with_quotes(filled: Matters) -> None:
    code, out, _ = filled("proposals")
    lines = [line.strip() for line in out.splitlines()]
    assert code == 0 and "1 proposal: put off 1" in lines
    at = lines.index("put off at the meeting of 2022-04-27")
    assert lines[at - 2] == "“Ms Moss proposed a review of crisis care.”"
    assert lines[at + 1] == "2022-04-27: “The review was put off once more.”"
    assert "R. Moss: “" not in out and "R. Moss: “" in filled("proposals", "--people")[1]
    told = json.loads(filled("proposals", "crisis", "review", "--json")[1])
    assert [(one["fate"], one["since"], one["answer"]["document"]) for one in told] == [
        ("put off", None, "2022-04.txt")
    ]
    assert filled("proposals", "swimming")[0] == 7
    code, _, err = filled("proposals", "--fate", "lost")
    assert code == 2 and "“not found again”; “agreed, not found again”; “pending”" in err


def test_promises_prints_both_ends_with_quotes(filled: Matters) -> None:
    code, out, _ = filled("promises")
    lines = [line.strip() for line in out.splitlines()]
    assert code == 0 and "not whether the thing was done" in lines[0]
    assert "1 promise: 1 slipped" in lines
    at = lines.index("slipped: put off again on 2022-04-27")
    assert lines[at - 1].startswith("Crisis care review  Ambleton Forum  mat-")
    assert lines[at + 1] == "2022-03-09  put off until “next meeting” (the meeting of 2022-04-27)"
    assert lines[at + 2] == "“The review was put off to the next meeting because the draft was not ready.”"
    assert lines[at + 3].startswith("p. 1, 2022-03.txt  evt-")
    assert lines[at + 4 : at + 7] == ["2022-04-27", "“The review was put off once more.”", "p. 1, 2022-04.txt"]


def test_promises_can_be_asked_for_by_words_body_and_state(filled: Matters) -> None:
    (told,) = json.loads(filled("promises", "crisis", "--body", "ambleton", "--state", "slipped", "--json", "-q")[1])
    assert (told["state"], told["due"], told["found"]["document"]) == ("slipped", "2022-04-27", "2022-04.txt")
    assert filled("promises", "--body", "Zzz")[0] == 7
    for nothing in (("shelter",), ("--state", "vanished")):
        code, _, err = filled("promises", *nothing)
        assert code == 7 and "leave out the words and options" in err
    assert filled("promises", "--state", "broken")[0] == 2


def test_shifts_print_what_changed_with_its_quote(
    matters: Matters, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toy, "STAGES", toy.WIDE)
    words = "The ford was referred to the Harbour Committee."
    toy.lay(tmp_path / "archive", {"2023-01.txt": toy.minutes("2023-01-04", "# Old ford", words)})
    assert matters("run", "archive", "-q")[0] == 0
    for given in ([], ["old ford"], ["--body", "ambleton", "--kind", "forum"]):
        code, out, _ = matters("shifts", *given)
        lines = [line.strip() for line in out.splitlines()]
        assert code == 0 and "read every quote" in lines[0] + lines[1]
        assert "2023-01-04  forum: referred to the Harbour Committee on 2023-01-04" in " ".join(lines)
        assert f"“{words}”" in lines and "2023-01-04, p. 1, 2023-01.txt" in lines
    (told,) = json.loads(matters("shifts", "--json")[1])
    assert (told["kind"], told["earlier"]["quote"], told["later"]) == ("forum", words, None)
    assert told["confidence_in_words"] == "likely"
    code, _, err = matters("shifts", "--kind", "merger")
    assert code == 7 and "no merger was found" in err
    assert matters("shifts", "ford", "--body", "ambleton")[0] == 2


def test_the_public_site_is_written_and_says_what_changed(filled: Matters, tmp_path: Path) -> None:
    code, out, err = filled("site", "--out", "site", "--source-url", "https://example.org/minutes")
    assert code == 0 and out == "site/index.html\n"
    assert re.search(r"\d+ pages, (\d+) of \1 files new or changed", err)
    assert "https://example.org/minutes/2022-03.txt" in (tmp_path / "site" / "questions.html").read_text()
    code, _, err = filled("site", "--out", "site", "--source-url", "https://example.org/minutes")
    assert code == 0 and " 0 of " in err
    (tmp_path / "site" / "mine.txt").write_text("mine")
    code, out, err = filled("site", "--out", "site")
    assert code == 2 and not out and "mine.txt" in err
