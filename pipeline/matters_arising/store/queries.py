"""Questions in plain SQL that the database answers as it is, for programs that only speak SQL.

They name no persons but in quotes. What needs more than SQL (what became of a promise, talk beside practice) is not
here: `matters export` gives it.
"""

from __future__ import annotations

from dataclasses import dataclass

from matters_arising.matters.tally import LIKELY
from matters_arising.store.connection import Store
from matters_arising.store.ends import COUNTED
from matters_arising.store.read import every
from matters_arising.vocab import EventType

_MATTER = "JOIN matters x ON x.key = l.matter"
_MEETING = "JOIN current_meetings m ON m.key = t.meeting JOIN documents d ON d.key = m.document"
_BODY = "(:body = '' OR instr(lower({0}.body), lower(:body)))"


@dataclass(frozen=True, slots=True)
class Query:
    """A question. Its parameters are named in the SQL after a colon; an empty one asks for all."""

    name: str
    title: str
    description: str
    sql: str


QUERIES = (
    Query(
        "deferral_ledger",
        "The deferral ledger",
        "What was put off, the most often first; counted in meetings, and only where that is likely. "
        "`body`: words of a body's name.",
        f"""SELECT x.title, x.deferrals + x.deferrals_inferred AS times, x.deferrals, x.deferrals_inferred AS inferred,
  x.streak, coalesce((
    SELECT coalesce(nullif(t.reason, ''), t.reason_code) FROM event_matters l
    JOIN events t ON t.key = l.event {_MEETING}
    WHERE l.matter = x.key AND t.type = '{EventType.DEFERRAL}' AND NOT t.procedural AND {COUNTED}
      AND t.reason_code NOT IN ('', 'unstated')
    ORDER BY m.date DESC, t.start DESC LIMIT 1
  ), '') AS last_reason, x.last_date, x.fate, x.body, x.id AS matter
FROM matters x WHERE x.deferrals + x.deferrals_inferred > 0 AND {_BODY.format("x")}
ORDER BY times DESC, x.deferrals DESC, x.title, x.id""",
    ),
    Query(
        "promises_due",
        "What was put off until a named time, or is due by one",
        "The first times first; what names no time that is in the calendar last. Whether it was kept is a question for "
        "`matters promises`. `before`: only until that day (2024-03-31). `body`: words of a body's name.",
        f"""SELECT t.until_date, coalesce(nullif(t.until, ''), t.due) AS until, t.type, x.title, t.quote,
  m.date AS said, m.body, d.path AS document, t.page, x.id AS matter, t.confidence
FROM events t {_MEETING} LEFT JOIN event_matters l ON l.event = t.key LEFT {_MATTER}
WHERE (t.type = '{EventType.DEFERRAL}' AND t.until <> '' OR t.type = '{EventType.ACTION}' AND t.due <> '')
  AND NOT t.procedural AND t.confidence >= {LIKELY} AND {_BODY.format("m")}
  AND (:before = '' OR (t.until_date <> '' AND t.until_date <= :before))
ORDER BY t.until_date = '', t.until_date, m.date, d.path, t.start, t.id""",
    ),
    Query(
        "not_found_since",
        "What was not found again",
        "Matters that were left undecided, put off or with something to do, and that later minutes of the body which "
        "are here do not mention. Often a link was missed: look before you say so. `body`: words of a body's name.",
        f"""SELECT x.title, x.last_date, x.appearances, (
    SELECT t.quote FROM mentions t {_MEETING} WHERE t.matter = x.key ORDER BY m.date DESC, t.start DESC LIMIT 1
  ) AS last_quote, (
    SELECT d.path FROM mentions t {_MEETING} WHERE t.matter = x.key ORDER BY m.date DESC, t.start DESC LIMIT 1
  ) AS document, (
    SELECT count(*) FROM current_meetings m WHERE m.body = x.body AND m.date > x.last_date
  ) AS meetings_since, x.body, x.id AS matter
FROM matters x WHERE x.fate = 'not found since' AND {_BODY.format("x")}
ORDER BY x.last_date, x.title, x.id""",
    ),
    Query(
        "timeline",
        "One matter's life",
        "Every mark and passage of the matters meant, meeting by meeting. `matter`: an id, or words of the "
        "title, in any order.",
        f"""WITH RECURSIVE words (word, rest) AS (
  SELECT '', lower(trim(:matter)) || ' '
  UNION ALL
  SELECT substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1) FROM words WHERE rest <> ''
)
SELECT m.date, x.title, t.what, t.quote, t.detail, m.body, d.path AS document, t.page,
  t.confidence, t.id
FROM (
  SELECT e.id, e.type AS what, e.quote, e.meeting, e.start, e.page, e.confidence, l.matter,
    trim(e.until || ' ' || e.due || ' ' || e.target || ' ' || e.outcome || ' ' || e.votes || ' ' || e.reason) AS detail
  FROM events e JOIN event_matters l ON l.event = e.key
  UNION ALL
  SELECT s.id, s.label, s.quote, s.meeting, s.start, s.page, s.confidence, l.matter, s.status
  FROM stances s JOIN stance_matters l ON l.stance = s.key
  UNION ALL
  SELECT '', 'passage', n.quote, n.meeting, n.start, NULL, n.link_score, n.matter, n.link_reason FROM mentions n
) t {_MEETING} JOIN matters x ON x.key = t.matter
WHERE x.id = :matter OR (
  trim(:matter) <> '' AND NOT EXISTS (SELECT 1 FROM words WHERE word <> '' AND NOT instr(lower(x.title), word))
)
ORDER BY x.id, m.date, d.path, t.start, t.what""",
    ),
)


def columns_of(store: Store) -> dict[str, list[str]]:
    """The columns of each table and view that the database file has, those of its search index left out."""
    rows = every(
        store,
        "SELECT s.name AS held, c.name FROM sqlite_master s JOIN pragma_table_info(s.name) c "
        "WHERE s.type IN ('table', 'view') AND s.name NOT LIKE 'statements_text%' "
        "AND s.name NOT LIKE 'matters_words%' ORDER BY s.name, c.cid",
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["held"], []).append(row["name"])
    return found
