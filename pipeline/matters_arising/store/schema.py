"""The tables of the database, as numbered migrations. A released one is never edited: a change is a new one.

Keys are 64-bit integers, local to one file; the ids that other tables, exports and people see are unique text
columns beside them. Everything that hangs on a document goes with it when the document is replaced.

A meeting's `natural` id is the one its document gives it; several documents may report one meeting. Its
public `id` tells those apart, and is settled over the whole archive (see `settle`), so that it is unique
then.
"""

from __future__ import annotations

APPLICATION_ID = 0x4D415454  # "MATT": tells a database of ours from any other SQLite file

_FIRST = """
CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE runs (
    key INTEGER PRIMARY KEY,
    root TEXT NOT NULL,
    version TEXT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT NOT NULL DEFAULT '',
    processed INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE documents (
    key INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    pages INTEGER NOT NULL,
    status TEXT NOT NULL,
    note TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    duplicate_of TEXT NOT NULL DEFAULT ''
);
CREATE INDEX documents_status ON documents (status);

CREATE TABLE texts (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    text BLOB NOT NULL
);

CREATE TABLE pages (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;

CREATE TABLE meetings (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    natural TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    body TEXT NOT NULL,
    body_printed TEXT NOT NULL,
    date TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    chair TEXT NOT NULL,
    next_meeting TEXT NOT NULL,
    notes TEXT NOT NULL,
    superseded_by INTEGER REFERENCES meetings ON DELETE SET NULL,
    UNIQUE (document, natural)
);
CREATE INDEX meetings_id ON meetings (id);
CREATE INDEX meetings_superseded ON meetings (superseded_by);
CREATE INDEX meetings_date ON meetings (date);

CREATE TABLE participants (
    meeting INTEGER NOT NULL REFERENCES meetings ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    initials TEXT NOT NULL,
    organisation TEXT NOT NULL,
    attendance TEXT NOT NULL,
    PRIMARY KEY (meeting, position)
) WITHOUT ROWID;

CREATE TABLE items (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    meeting INTEGER NOT NULL REFERENCES meetings ON DELETE CASCADE,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    section TEXT NOT NULL,
    parent TEXT NOT NULL,
    level INTEGER NOT NULL
);
CREATE INDEX items_meeting ON items (meeting);

CREATE TABLE statements (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    meeting INTEGER NOT NULL REFERENCES meetings ON DELETE CASCADE,
    item INTEGER REFERENCES items ON DELETE SET NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    page INTEGER NOT NULL,
    text TEXT NOT NULL,
    form TEXT NOT NULL,
    speaker TEXT NOT NULL,
    owner TEXT NOT NULL,
    due TEXT NOT NULL
);
CREATE INDEX statements_meeting ON statements (meeting);
CREATE INDEX statements_item ON statements (item);

CREATE VIRTUAL TABLE statements_text USING fts5 (
    text, content='statements', content_rowid='key', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER statements_added AFTER INSERT ON statements BEGIN
    INSERT INTO statements_text (rowid, text) VALUES (new.key, new.text);
END;
CREATE TRIGGER statements_gone AFTER DELETE ON statements BEGIN
    INSERT INTO statements_text (statements_text, rowid, text) VALUES ('delete', old.key, old.text);
END;

CREATE TABLE events (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    meeting INTEGER NOT NULL REFERENCES meetings ON DELETE CASCADE,
    item INTEGER REFERENCES items ON DELETE SET NULL,
    statement INTEGER REFERENCES statements ON DELETE SET NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    page INTEGER NOT NULL,
    quote TEXT NOT NULL,
    date TEXT NOT NULL,
    actor TEXT NOT NULL,
    seconder TEXT NOT NULL,
    outcome TEXT NOT NULL,
    votes TEXT NOT NULL,
    until TEXT NOT NULL,
    until_date TEXT NOT NULL,
    reason TEXT NOT NULL,
    reason_code TEXT NOT NULL,
    owner TEXT NOT NULL,
    due TEXT NOT NULL,
    target TEXT NOT NULL,
    explicit INTEGER NOT NULL,
    procedural INTEGER NOT NULL,
    confidence REAL NOT NULL,
    generator TEXT NOT NULL
);
CREATE INDEX events_meeting ON events (meeting);
CREATE INDEX events_item ON events (item);
CREATE INDEX events_statement ON events (statement);
CREATE INDEX events_type ON events (type);

CREATE TABLE stances (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    meeting INTEGER NOT NULL REFERENCES meetings ON DELETE CASCADE,
    item INTEGER REFERENCES items ON DELETE SET NULL,
    statement INTEGER REFERENCES statements ON DELETE SET NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    page INTEGER NOT NULL,
    quote TEXT NOT NULL,
    date TEXT NOT NULL,
    holder TEXT NOT NULL,
    with_whom TEXT NOT NULL,
    status TEXT NOT NULL,
    phase TEXT NOT NULL,
    confidence REAL NOT NULL,
    generator TEXT NOT NULL
);
CREATE INDEX stances_meeting ON stances (meeting);
CREATE INDEX stances_item ON stances (item);
CREATE INDEX stances_statement ON stances (statement);

CREATE TABLE matters (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    bodies TEXT NOT NULL,
    first_date TEXT NOT NULL,
    last_date TEXT NOT NULL,
    appearances INTEGER NOT NULL,
    deferrals INTEGER NOT NULL,
    deferrals_inferred INTEGER NOT NULL,
    streak INTEGER NOT NULL,
    stated_deferrals INTEGER NOT NULL,
    fate TEXT NOT NULL
);

CREATE TABLE mentions (
    key INTEGER PRIMARY KEY,
    matter INTEGER NOT NULL REFERENCES matters ON DELETE CASCADE,
    meeting INTEGER NOT NULL REFERENCES meetings ON DELETE CASCADE,
    item INTEGER REFERENCES items ON DELETE SET NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,
    status TEXT NOT NULL,
    link_reason TEXT NOT NULL,
    link_score REAL NOT NULL
);
CREATE INDEX mentions_matter ON mentions (matter);
CREATE INDEX mentions_meeting ON mentions (meeting);
CREATE INDEX mentions_item ON mentions (item);

CREATE TABLE event_matters (
    event INTEGER PRIMARY KEY REFERENCES events ON DELETE CASCADE,
    matter INTEGER NOT NULL REFERENCES matters ON DELETE CASCADE
);
CREATE INDEX event_matters_matter ON event_matters (matter);

CREATE TABLE stance_matters (
    stance INTEGER PRIMARY KEY REFERENCES stances ON DELETE CASCADE,
    matter INTEGER NOT NULL REFERENCES matters ON DELETE CASCADE
);
CREATE INDEX stance_matters_matter ON stance_matters (matter);

CREATE VIEW current_meetings AS
    SELECT meetings.* FROM meetings JOIN documents ON documents.key = meetings.document
    WHERE documents.status = 'read' AND meetings.superseded_by IS NULL;
"""

# What was told to whom. None of it hangs on a document: what was sent stays sent, whatever is read again. `place` is
# where the news stood, so that the same told otherwise is known again; a delivery without `sent` is still to be made.
_ALERTS_SENT = """
CREATE TABLE alerts_subscriptions (
    name TEXT NOT NULL PRIMARY KEY,
    since TEXT NOT NULL,
    last_digest TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;

CREATE TABLE alerts_deliveries (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    subscription TEXT NOT NULL REFERENCES alerts_subscriptions,
    written TEXT NOT NULL,
    payload TEXT NOT NULL,
    sent TEXT NOT NULL DEFAULT ''
);

CREATE TABLE alerts_sent (
    subscription TEXT NOT NULL REFERENCES alerts_subscriptions,
    news TEXT NOT NULL,
    place TEXT NOT NULL,
    delivery TEXT NOT NULL,
    PRIMARY KEY (subscription, news)
) WITHOUT ROWID;
"""

# Earlier texts of a document, which no question about the minutes as they are asks. `seen` says since when the bytes
# that a path has now are known to be there; what was read before this was recorded has no such time.
_VERSIONS = """
CREATE TABLE seen (
    path TEXT NOT NULL PRIMARY KEY,
    sha256 TEXT NOT NULL,
    first_seen TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO seen SELECT path, sha256, '' FROM documents;

CREATE TABLE versions (
    key INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    text BLOB NOT NULL
);
CREATE INDEX versions_path ON versions (path);

CREATE TABLE version_meetings (
    version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
    natural TEXT NOT NULL,
    body TEXT NOT NULL,
    date TEXT NOT NULL,
    status TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (version, natural)
) WITHOUT ROWID;

CREATE TABLE version_statements (
    version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
    natural TEXT NOT NULL,
    item TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    page INTEGER NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX version_statements_version ON version_statements (version, natural);

CREATE TABLE version_events (
    version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
    natural TEXT NOT NULL,
    type TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    page INTEGER NOT NULL,
    quote TEXT NOT NULL,
    outcome TEXT NOT NULL,
    votes TEXT NOT NULL,
    until TEXT NOT NULL,
    procedural INTEGER NOT NULL,
    confidence REAL NOT NULL
);
CREATE INDEX version_events_version ON version_events (version, natural);
"""

# What rules removed, how often, of which document: never what it was. Lines are only added.
_REDACTIONS = """
CREATE TABLE redaction_log (
    key INTEGER PRIMARY KEY,
    "when" TEXT NOT NULL,
    rule TEXT NOT NULL,
    document TEXT NOT NULL,
    passages INTEGER NOT NULL
);
CREATE TRIGGER redaction_log_kept BEFORE DELETE ON redaction_log BEGIN
    SELECT RAISE(ABORT, 'lines of the log of redactions are only added');
END;
"""

_LAID_ASIDE = """
CREATE TABLE laid_aside (
    part TEXT NOT NULL,
    id TEXT NOT NULL,
    meeting INTEGER NOT NULL REFERENCES meetings ON DELETE CASCADE,
    row TEXT NOT NULL,
    PRIMARY KEY (part, id)
) WITHOUT ROWID;
CREATE INDEX laid_aside_meeting ON laid_aside (meeting);
"""  # events and stances as they were read, where people say otherwise; `row` is JSON, empty for what people added

_THREADS = """
CREATE TABLE threads (
    digest TEXT NOT NULL PRIMARY KEY,
    version TEXT NOT NULL,
    held TEXT NOT NULL
) WITHOUT ROWID;
"""  # threads of a body by a hash of its passages: made again from the other tables wherever a row is not there

_PERHAPS = """
CREATE TABLE perhaps (
    matter INTEGER NOT NULL REFERENCES matters (key) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES matters (key) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (matter, other)
) WITHOUT ROWID;
CREATE INDEX perhaps_other ON perhaps (other);
"""  # matters that may be one, and were left two

_ASKED = """
CREATE VIRTUAL TABLE matters_words USING fts5 (words, tokenize='ascii', detail='none', columnsize=0);
CREATE TRIGGER matters_gone AFTER DELETE ON matters BEGIN
    DELETE FROM matters_words WHERE rowid = old.key;
END;
CREATE INDEX matters_times ON matters (deferrals + deferrals_inferred);
CREATE INDEX matters_body ON matters (body);
CREATE INDEX meetings_body ON meetings (body);
UPDATE meta SET value = 'yes' WHERE name = 'unsettled';
"""  # what questions look up: the words of each matter (filled at the next run), how often it was put off, by whom

_FOLLOWED = """
CREATE TABLE followed (
    body TEXT NOT NULL PRIMARY KEY,
    version TEXT NOT NULL,
    meetings TEXT NOT NULL,
    rests BLOB NOT NULL,
    told TEXT NOT NULL
);
CREATE TRIGGER meetings_gone AFTER DELETE ON meetings BEGIN
    DELETE FROM followed WHERE body = old.body;
END;
"""  # what is kept of each body whose matters stand as stored; `meetings` is a hash of its minutes

_NEAR_MISSES = """
CREATE TABLE near_misses (
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    part TEXT NOT NULL,
    label TEXT NOT NULL,
    chance REAL NOT NULL,
    threshold REAL NOT NULL,
    PRIMARY KEY (statement, part, label)
) WITHOUT ROWID;
"""  # labels that statements came near to, as the judges said while reading: to ask them again takes as long

_LEDGER = """
ALTER TABLE matters ADD COLUMN decided TEXT NOT NULL DEFAULT '';
ALTER TABLE matters ADD COLUMN months INTEGER;
DROP INDEX matters_times;
CREATE INDEX matters_ledger ON matters (
    deferrals + deferrals_inferred DESC, deferrals DESC, coalesce(months, 0) DESC, title, id
) WHERE deferrals + deferrals_inferred > 0;
DROP INDEX mentions_matter;
CREATE INDEX mentions_matter ON mentions (matter, meeting, status);
DELETE FROM followed;
UPDATE meta SET value = 'yes' WHERE name = 'unsettled';
"""  # how long each matter took (see `ends`; filled at the next run), the order of the ledger, how a meeting left it

MIGRATIONS: tuple[str, ...] = (
    *(_FIRST, _ALERTS_SENT, _VERSIONS, _REDACTIONS, _LAID_ASIDE, _THREADS, _PERHAPS),
    *(_ASKED, _FOLLOWED, _NEAR_MISSES, _LEDGER),
)
