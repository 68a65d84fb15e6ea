"""The tables of a record as the first migration makes them; a later change is a new migration, never an edit here.

Rows of an article carry its integer key first, so that all it yielded lies together on disk and goes together.
What is asked for (actors, dates, types, issues) is a column with an index; what is only shown is a JSON list.
Times are naive UTC in ISO 8601 with seconds, so that they compare as text.
"""

from __future__ import annotations

__all__ = ["FIRST", "GUIDES", "JOINS", "POSITIONS", "QUANTITIES", "UNJOINED"]

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

# The sixth migration's: what joining articles and events has found. Everything goes with the profile of its article.
JOINS: tuple[str, ...] = (
    """
    CREATE TABLE meaning (
        article INTEGER PRIMARY KEY REFERENCES article (pk) ON DELETE CASCADE,
        gist BLOB NOT NULL,            -- one vector
        events BLOB NOT NULL,          -- a vector for each event, one after the other
        sentences BLOB NOT NULL        -- a vector for each sentence
    )
    """,
    """
    CREATE TABLE profile (
        article INTEGER PRIMARY KEY REFERENCES article (pk) ON DELETE CASCADE,
        version TEXT NOT NULL,         -- of how articles are joined
        first_day INTEGER,             -- of publication, as proleptic ordinals; NULL where unknown
        last_day INTEGER,
        terms BLOB NOT NULL,           -- numbers of the terms, then their weights
        sketch BLOB NOT NULL,          -- MinHash of its shingles
        tellings BLOB NOT NULL         -- its events and sentences as they are compared
    )
    """,
    """
    CREATE TABLE profile_term (
        term INTEGER NOT NULL,         -- number of the period of publication, then 32 bits of the term's
        day INTEGER NOT NULL,          -- of publication; -1 where it is not known well, -2: see `joins.NO_DAY`
        article INTEGER NOT NULL REFERENCES profile (article) ON DELETE CASCADE,
        PRIMARY KEY (term, day, article)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX profile_term_article ON profile_term (article)",
    """
    CREATE TABLE profile_band (
        band INTEGER NOT NULL,         -- hash of some of the sketch's numbers and their place
        article INTEGER NOT NULL REFERENCES profile (article) ON DELETE CASCADE,
        PRIMARY KEY (band, article)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX profile_band_article ON profile_band (article)",
    """
    CREATE TABLE neighbour (
        article INTEGER NOT NULL REFERENCES profile (article) ON DELETE CASCADE,
        other INTEGER NOT NULL REFERENCES profile (article) ON DELETE CASCADE,
        likeness REAL NOT NULL,
        PRIMARY KEY (article, other)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX neighbour_other ON neighbour (other)",
    """
    CREATE TABLE unsettled (           -- articles that have lost a neighbour, so that another one may be theirs
        article INTEGER PRIMARY KEY REFERENCES profile (article) ON DELETE CASCADE
    )
    """,
    """
    CREATE TRIGGER profile_gone BEFORE DELETE ON profile BEGIN
        INSERT OR IGNORE INTO unsettled SELECT article FROM neighbour WHERE other = OLD.article;
    END
    """,
    """
    CREATE TABLE copy (
        article INTEGER NOT NULL REFERENCES profile (article) ON DELETE CASCADE,
        other INTEGER NOT NULL REFERENCES profile (article) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        score REAL NOT NULL,
        why TEXT NOT NULL,             -- JSON list: what the link rests on
        PRIMARY KEY (article, other)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX copy_other ON copy (other)",
    """
    CREATE TABLE event_key (
        "key" INTEGER NOT NULL,        -- number of the month, then 32 bits of a hash of the sides
        day INTEGER NOT NULL,          -- of the article's publication; -1 where it is not known well
        article INTEGER NOT NULL REFERENCES profile (article) ON DELETE CASCADE,
        event INTEGER NOT NULL,
        PRIMARY KEY ("key", day, article, event)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX event_key_article ON event_key (article)",
    """
    CREATE TABLE event_link (
        article INTEGER NOT NULL REFERENCES profile (article) ON DELETE CASCADE,
        event INTEGER NOT NULL,
        other_article INTEGER NOT NULL REFERENCES profile (article) ON DELETE CASCADE,
        other_event INTEGER NOT NULL,
        verdict TEXT NOT NULL,
        score REAL NOT NULL,           -- log-odds that both are one event
        parts BLOB NOT NULL,           -- numbers of features, each with hundredths of what it adds to the score
        PRIMARY KEY (article, event, other_article, other_event)
    ) WITHOUT ROWID
    """,
    "CREATE TABLE feature (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    "CREATE INDEX event_link_other ON event_link (other_article, other_event)",
)

# The seventh migration's: which articles have no profile, so that nobody has to look through all of them.
UNJOINED: tuple[str, ...] = (
    "CREATE TABLE unjoined (article INTEGER PRIMARY KEY REFERENCES article (pk) ON DELETE CASCADE)",
    "INSERT INTO unjoined SELECT pk FROM article WHERE pk NOT IN (SELECT article FROM profile)",
    """
    CREATE TRIGGER article_come AFTER INSERT ON article BEGIN
        INSERT OR IGNORE INTO unjoined VALUES (NEW.pk);
    END
    """,
    """
    CREATE TRIGGER profile_come AFTER INSERT ON profile BEGIN
        DELETE FROM unjoined WHERE article = NEW.article;
    END
    """,
    """
    CREATE TRIGGER profile_left AFTER DELETE ON profile BEGIN
        INSERT OR IGNORE INTO unjoined SELECT pk FROM article WHERE pk = OLD.article;
    END
    """,
    "CREATE INDEX profile_version ON profile (version)",
)

# The eighth migration's: events are found in order of publication. What was joined before is joined anew.
GUIDES: tuple[str, ...] = (
    "DROP TABLE event_key",
    """
    CREATE TABLE event_key (
        "key" INTEGER NOT NULL,        -- number of the month or day, then 32 bits of a hash of the sides
        rank INTEGER NOT NULL,         -- of the article: sorts by publication, then by id
        article INTEGER NOT NULL REFERENCES profile (article) ON DELETE CASCADE,
        event INTEGER NOT NULL,
        PRIMARY KEY ("key", rank, article, event)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX event_key_article ON event_key (article)",
    """
    CREATE TABLE lost_key (            -- keys of events that have gone, so that others may be the first of their key
        "key" INTEGER NOT NULL,
        rank INTEGER NOT NULL,
        article INTEGER NOT NULL,
        PRIMARY KEY ("key", rank, article)
    ) WITHOUT ROWID
    """,
    """
    CREATE TRIGGER event_key_gone AFTER DELETE ON event_key BEGIN
        INSERT OR IGNORE INTO lost_key VALUES (OLD."key", OLD.rank, OLD.article);
    END
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
