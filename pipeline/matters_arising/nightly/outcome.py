"""How a night ended, as a number for cron, systemd and scripts: the only place where these are defined."""

from __future__ import annotations

from enum import IntEnum


class Outcome(IntEnum):
    """Exit codes of `matters nightly`. Where several apply, the first of: broken, budget, loud, unreachable, unread."""

    WELL = 0
    BROKEN = 1
    CONFIGURATION = 2
    UNREAD = 4
    DATABASE = 5
    MODEL = 6
    LOUD = 8
    HELD = 9
    BUDGET = 10
    UNREACHABLE = 13
    INTERRUPTED = 130


MEANS = {
    Outcome.WELL: "all went well.",
    Outcome.BROKEN: "the night broke off; the report says where.",
    Outcome.CONFIGURATION: "the configuration or the command asks for something that cannot be. It is told before "
    "anything is done, and in the health file where its place is known; what shows only on the way is in the report.",
    Outcome.UNREAD: "the night is complete, but files that may be minutes could not be read; the report names them.",
    Outcome.DATABASE: "the database cannot be used.",
    Outcome.MODEL: "a trained model cannot be used.",
    Outcome.LOUD: "a person should look: a source is no longer asked or lists much less, files are missing, counts "
    "dropped, more files than before could not be read, a page has no link that fits, the database is older than the "
    "last report, or the site, the feeds or the alerts failed. The report says which.",
    Outcome.HELD: "another night is running; standard error says which, since when. No report is written.",
    Outcome.BUDGET: "the budget of time or memory is used up; what was read is kept, and the next night goes on.",
    Outcome.UNREACHABLE: "a source could not be reached, or not read to its end. The others were read, and nothing was "
    "withdrawn; the report says which.",
    Outcome.INTERRUPTED: "interrupted or told to end; what was read is kept.",
}

EPILOG = "\n\n".join(("Exit codes:", *(f"{code.value} {words}" for code, words in MEANS.items())))
