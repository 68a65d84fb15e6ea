"""The tables of a record as the first migration makes them; a later change is a new migration, never an edit here.

Rows of an article carry its integer key first, so that all it yielded lies together on disk and goes together.
What is asked for (actors, dates, types, issues) is a column with an index; what is only shown is a JSON list.
Times are naive UTC in ISO 8601 with seconds, so that they compare as text.
"""

from __future__ import annotations

__all__ = ["FIRST", "POSITIONS", "QUANTITIES"]

_ARTICLES = (
    """
    CREATE TABLE article (
        pk INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        sha256 TEXT NOT NULL UNIQUE,
        reader TEXT NOT NULL,
        source TEXT NOT NULL,          -- path, else url, else '': what exports are ordered by
        path TEXT,
        url TEXT,
        title TEXT,
        title_start INTEGER,
        title_end INTEGER,
        outlet TEXT,
        authors TEXT NOT NULL,         -- JSON list
        language TEXT NOT NULL,
        retrieved TEXT,
        published_start TEXT,
        published_end TEXT,
        published_precision TEXT,
        published_basis TEXT NOT NULL,
        published_expression TEXT,
        published_clues TEXT NOT NULL, -- JSON list
        text TEXT NOT NULL             -- unaltered; every start and "end" below counts characters of it
    )
    """,
    "CREATE INDEX article_source ON article (source, id)",
    "CREATE INDEX article_published ON article (published_start)",
    """
    CREATE TABLE dropped (
        article INTEGER NOT NULL REFERENCES article (pk) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (article, seq)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE rejected (
        source TEXT NOT NULL,
        reason TEXT NOT NULL,
        at TEXT NOT NULL,              -- when it was first seen
        PRIMARY KEY (source, reason)
    ) WITHOUT ROWID
    """,
)

_PASSAGES = (
    """
    CREATE TABLE passage (
        pk INTEGER PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article (pk) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('sentence', 'line', 'title')),  -- lines where nobody found sentences
        start INTEGER,                 -- NULL for a title that does not stand in the text
        "end" INTEGER
    )
    """,
    "CREATE INDEX passage_article ON passage (article)",
    """
    CREATE VIEW passage_source AS
    SELECT passage.pk AS pk,
           CASE WHEN start IS NULL THEN title ELSE substr(article.text, start + 1, "end" - start) END AS text
    FROM passage JOIN article ON article.pk = passage.article
    """,
    """
    CREATE VIRTUAL TABLE passage_text USING fts5 (
        text, content = 'passage_source', content_rowid = 'pk', tokenize = 'porter unicode61 remove_diacritics 2'
    )
    """,
)

_MENTIONS = (
    """
    CREATE TABLE mention (
        article INTEGER NOT NULL REFERENCES article (pk) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        actor TEXT NOT NULL,
        name TEXT NOT NULL,
        state TEXT,
        role TEXT NOT NULL,
        person INTEGER NOT NULL,
        office_written TEXT,
        office_held TEXT,
        flag TEXT,
        origin TEXT NOT NULL,
        why TEXT NOT NULL,             -- JSON: [[[start, end], ...], [step, ...]]
        PRIMARY KEY (article, seq)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX mention_actor ON mention (actor)",
    """
    CREATE TABLE time_mention (
        article INTEGER NOT NULL REFERENCES article (pk) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        when_start TEXT,
        when_end TEXT,
        when_precision TEXT,
        when_basis TEXT NOT NULL,
        when_expression TEXT,
        origin TEXT NOT NULL,
        why TEXT NOT NULL,
        PRIMARY KEY (article, seq)
    ) WITHOUT ROWID
    """,
)

_EVENTS = (
    """
    CREATE TABLE event (
        article INTEGER NOT NULL REFERENCES article (pk) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        id TEXT NOT NULL UNIQUE,
        start INTEGER,                 -- of its first evidence
        symmetric INTEGER NOT NULL,
        type TEXT NOT NULL,
        mode TEXT,
        context TEXT NOT NULL,         -- JSON list
        cameo TEXT,
        status TEXT NOT NULL,
        when_start TEXT,
        when_end TEXT,
        when_precision TEXT,
        when_basis TEXT NOT NULL,
        when_expression TEXT,
        place TEXT,
        people TEXT NOT NULL,          -- JSON list
        intensity REAL,
        confidence REAL NOT NULL,
        reported_by TEXT NOT NULL,     -- JSON list
        origin TEXT NOT NULL,
        why TEXT NOT NULL,
        PRIMARY KEY (article, seq)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX event_when ON event (when_start, when_end)",
    "CREATE INDEX event_type ON event (type, status)",
    """
    CREATE TABLE event_actor (
        article INTEGER NOT NULL,
        event INTEGER NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
        seq INTEGER NOT NULL,
        code TEXT NOT NULL,
        PRIMARY KEY (article, event, role, seq),
        FOREIGN KEY (article, event) REFERENCES event (article, seq) ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    "CREATE INDEX event_actor_code ON event_actor (code)",
    """
    CREATE TABLE event_issue (
        article INTEGER NOT NULL,
        event INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        issue TEXT NOT NULL,
        PRIMARY KEY (article, event, seq),
        FOREIGN KEY (article, event) REFERENCES event (article, seq) ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    "CREATE INDEX event_issue_issue ON event_issue (issue)",
    """
    CREATE TABLE event_evidence (
        article INTEGER NOT NULL,
        event INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        quote TEXT NOT NULL,
        PRIMARY KEY (article, event, seq),
        FOREIGN KEY (article, event) REFERENCES event (article, seq) ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
)

_STATEMENTS = (
    """
    CREATE TABLE statement (
        article INTEGER NOT NULL REFERENCES article (pk) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        id TEXT NOT NULL UNIQUE,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        speaker_name TEXT NOT NULL,
        speaker_id TEXT,
        speaker_state TEXT,
        speaker_office TEXT,
        speaker_start INTEGER,
        speaker_end INTEGER,
        cue TEXT NOT NULL,
        cue_start INTEGER NOT NULL,
        cue_end INTEGER NOT NULL,
        content TEXT NOT NULL,
        kind TEXT NOT NULL,
        act TEXT NOT NULL,
        stance TEXT,
        attribution TEXT NOT NULL,     -- JSON list
        when_start TEXT,
        when_end TEXT,
        when_precision TEXT,
        when_basis TEXT NOT NULL,
        when_expression TEXT,
        origin TEXT NOT NULL,
        why TEXT NOT NULL,
        PRIMARY KEY (article, seq)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX statement_when ON statement (when_start, when_end)",
    "CREATE INDEX statement_speaker ON statement (speaker_id)",
    "CREATE INDEX statement_state ON statement (speaker_state)",
    """
    CREATE TABLE statement_actor (
        article INTEGER NOT NULL,
        statement INTEGER NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('addressee', 'about')),
        seq INTEGER NOT NULL,
        code TEXT NOT NULL,
        PRIMARY KEY (article, statement, role, seq),
        FOREIGN KEY (article, statement) REFERENCES statement (article, seq) ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    "CREATE INDEX statement_actor_code ON statement_actor (code)",
    """
    CREATE TABLE statement_issue (
        article INTEGER NOT NULL,
        statement INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        issue TEXT NOT NULL,
        PRIMARY KEY (article, statement, seq),
        FOREIGN KEY (article, statement) REFERENCES statement (article, seq) ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    "CREATE INDEX statement_issue_issue ON statement_issue (issue)",
)

FIRST: tuple[str, ...] = (*_ARTICLES, *_PASSAGES, *_MENTIONS, *_EVENTS, *_STATEMENTS)

# The fourth migration's. A piece of text in a column is JSON: [start, end, quote].
POSITIONS: tuple[str, ...] = (
    """
    CREATE TABLE stand (
        article INTEGER NOT NULL REFERENCES article (pk) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        id TEXT NOT NULL UNIQUE,
        start INTEGER NOT NULL,        -- of its wording
        holder TEXT NOT NULL,
        person TEXT,
        issue TEXT NOT NULL,
        stance TEXT NOT NULL,
        strength INTEGER NOT NULL,
        red_line TEXT,
        addressee TEXT NOT NULL,       -- JSON list
        object TEXT,                   -- a piece of text
        wording TEXT NOT NULL,         -- a piece of text
        condition TEXT,                -- a piece of text
        own INTEGER NOT NULL,
        reported_by TEXT NOT NULL,     -- JSON list
        when_start TEXT,
        when_end TEXT,
        when_precision TEXT,
        when_basis TEXT NOT NULL,
        when_expression TEXT,
        origin TEXT NOT NULL,
        why TEXT NOT NULL,
        PRIMARY KEY (article, seq)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX stand_holder ON stand (holder, issue)",
    """
    CREATE TABLE pledge (
        article INTEGER NOT NULL REFERENCES article (pk) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        id TEXT NOT NULL UNIQUE,
        start INTEGER NOT NULL,        -- of its wording
        promisor TEXT NOT NULL,        -- JSON list
        promisee TEXT NOT NULL,        -- JSON list
        kind TEXT NOT NULL,
        content TEXT,                  -- a piece of text
        condition TEXT,                -- a piece of text
        due_start TEXT,
        due_end TEXT,
        due_precision TEXT,
        due_basis TEXT NOT NULL,
        due_expression TEXT,
        fate TEXT NOT NULL,
        issues TEXT NOT NULL,          -- JSON list
        wording TEXT NOT NULL,         -- a piece of text
        reported_by TEXT NOT NULL,     -- JSON list
        when_start TEXT,
        when_end TEXT,
        when_precision TEXT,
        when_basis TEXT NOT NULL,
        when_expression TEXT,
        origin TEXT NOT NULL,
        why TEXT NOT NULL,
        PRIMARY KEY (article, seq)
    ) WITHOUT ROWID
    """,
)

# The fifth migration's.
QUANTITIES: tuple[str, ...] = (
    """
    CREATE TABLE quantity (
        article INTEGER NOT NULL REFERENCES article (pk) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        low REAL,                      -- in the unit; NULL where open
        high REAL,
        about INTEGER NOT NULL,
        unit TEXT NOT NULL,
        dimension TEXT NOT NULL,
        clause_start INTEGER,
        clause_end INTEGER,
        role TEXT NOT NULL,
        origin TEXT NOT NULL,
        why TEXT NOT NULL,
        PRIMARY KEY (article, seq)
    ) WITHOUT ROWID
    """,
)
