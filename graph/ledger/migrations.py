"""The tables of the ledger, as a list of small functions that only ever grows.

`PRAGMA user_version` counts the migrations that a file has seen. Evidence tables are append-only, and triggers hold
them to it; derived tables follow from the evidence and may be rewritten.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Callable

from polgraph.ledger.presence import fill, fill_events, stored

APPLICATION_ID = 0x706F6C67  # "polg": marks the file as a ledger

EVIDENCE = ("load", "article", "extraction", "retraction", "decision", "authority_fact")


def _evidence_tables(db: sqlite3.Connection) -> None:
    """Loads, articles, extractions, retractions, decisions, authority facts: written once."""
    for statement in (
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        """CREATE TABLE load (number INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('load', 'retract', 'authority', 'decide')), source TEXT, note TEXT)""",
        """CREATE TABLE article (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, hash TEXT NOT NULL,
            text_hash TEXT NOT NULL, load INTEGER NOT NULL REFERENCES load, body TEXT NOT NULL)""",
        "CREATE INDEX article_id ON article (id)",
        """CREATE TABLE extraction (number INTEGER PRIMARY KEY AUTOINCREMENT,
            article INTEGER NOT NULL REFERENCES article, producer TEXT NOT NULL,
            load INTEGER NOT NULL REFERENCES load, body TEXT NOT NULL)""",
        "CREATE INDEX extraction_article ON extraction (article)",
        """CREATE TABLE retraction (number INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL,
            reason TEXT NOT NULL, load INTEGER NOT NULL REFERENCES load)""",
        "CREATE INDEX retraction_article ON retraction (article)",
        """CREATE TABLE decision (id INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, author TEXT NOT NULL,
            kind TEXT NOT NULL, "left" TEXT NOT NULL, "right" TEXT, reason TEXT,
            undone INTEGER REFERENCES decision)""",  # `undone`: the earlier decision that this row takes back
        """CREATE TABLE authority_fact (number INTEGER PRIMARY KEY AUTOINCREMENT, fact TEXT NOT NULL,
            known INTEGER NOT NULL, load INTEGER NOT NULL REFERENCES load, body TEXT NOT NULL)""",
    ):
        db.execute(statement)
    for table in EVIDENCE:
        for verb in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'the table {table} is append-only'); END"
            )
    db.execute("INSERT INTO meta VALUES ('ledger', ?)", (secrets.token_hex(8),))
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _derived_tables(db: sqlite3.Connection) -> None:
    """What follows from the evidence: current articles, nodes, claims, relations, edges, and the queue of changes."""
    for statement in (
        """CREATE TABLE current (article TEXT PRIMARY KEY, article_number INTEGER NOT NULL REFERENCES article,
            extraction_number INTEGER NOT NULL REFERENCES extraction, load INTEGER NOT NULL REFERENCES load,
            hash TEXT NOT NULL, text_hash TEXT NOT NULL, producer TEXT NOT NULL, title TEXT, source TEXT,
            published TEXT, day TEXT, url TEXT, language TEXT, claims INTEGER NOT NULL, skipped TEXT,
            copy_of TEXT, publisher TEXT)""",
        "CREATE INDEX current_text ON current (text_hash)",
        # A node row is never deleted, so that an id is never reused; `payload` null: not in the graph now.
        """CREATE TABLE node (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, class TEXT NOT NULL,
            key TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL DEFAULT '', country TEXT, organization TEXT,
            claims INTEGER NOT NULL DEFAULT 0, payload TEXT, UNIQUE (class, key))""",
        "CREATE INDEX node_organization ON node (organization) WHERE organization IS NOT NULL",
        "CREATE INDEX node_country ON node (country, class) WHERE country IS NOT NULL",
        """CREATE TABLE redirect (old TEXT PRIMARY KEY, new TEXT NOT NULL REFERENCES node (id),
            decision INTEGER REFERENCES decision, load INTEGER REFERENCES load)""",
        """CREATE TABLE member (node TEXT NOT NULL REFERENCES node (id), article TEXT NOT NULL REFERENCES current,
            local TEXT NOT NULL, place TEXT REFERENCES node (id), body TEXT NOT NULL,
            PRIMARY KEY (node, article, local)) WITHOUT ROWID""",
        "CREATE INDEX member_article ON member (article)",
        """CREATE TABLE claim (id TEXT PRIMARY KEY, article TEXT REFERENCES current, predicate TEXT NOT NULL,
            subject TEXT NOT NULL REFERENCES node (id), object TEXT NOT NULL REFERENCES node (id),
            a TEXT NOT NULL, b TEXT NOT NULL, event TEXT REFERENCES node (id), status TEXT NOT NULL, phase TEXT,
            start_date TEXT, end_date TEXT, date_kind TEXT, reported TEXT, confidence REAL NOT NULL, origin TEXT,
            body TEXT NOT NULL)""",
        "CREATE INDEX claim_article ON claim (article)",
        "CREATE INDEX claim_subject ON claim (subject)",
        "CREATE INDEX claim_object ON claim (object)",
        "CREATE INDEX claim_pair ON claim (a, b, predicate)",
        """CREATE TABLE speaker (claim TEXT NOT NULL, position INTEGER NOT NULL,
            node TEXT NOT NULL REFERENCES node (id), PRIMARY KEY (claim, position)) WITHOUT ROWID""",
        "CREATE INDEX speaker_node ON speaker (node)",
        """CREATE TABLE fact (id TEXT PRIMARY KEY, subject TEXT NOT NULL, object TEXT, role TEXT, organization TEXT,
            body TEXT NOT NULL)""",
        "CREATE INDEX fact_subject ON fact (subject)",
        "CREATE INDEX fact_object ON fact (object)",
        "CREATE INDEX fact_role ON fact (role, organization)",
        """CREATE TABLE relation (id TEXT PRIMARY KEY, type TEXT NOT NULL, predicate TEXT NOT NULL,
            a TEXT NOT NULL REFERENCES node (id), b TEXT NOT NULL REFERENCES node (id), status TEXT NOT NULL,
            body TEXT NOT NULL)""",
        "CREATE INDEX relation_pair ON relation (a, b, predicate)",
        "CREATE INDEX relation_end ON relation (b)",
        """CREATE TABLE edge (id TEXT PRIMARY KEY, owner TEXT NOT NULL, payload TEXT)""",
        "CREATE INDEX edge_owner ON edge (owner) WHERE payload IS NOT NULL",
        """CREATE TABLE spelling (folded TEXT NOT NULL, node TEXT NOT NULL REFERENCES node (id),
            canonical INTEGER NOT NULL, PRIMARY KEY (folded, node)) WITHOUT ROWID""",
        "CREATE INDEX spelling_node ON spelling (node)",
        """CREATE TABLE token (token TEXT NOT NULL, node TEXT NOT NULL REFERENCES node (id),
            PRIMARY KEY (token, node)) WITHOUT ROWID""",
        "CREATE INDEX token_node ON token (node)",
        """CREATE TABLE change (number INTEGER PRIMARY KEY AUTOINCREMENT, load INTEGER NOT NULL REFERENCES load,
            kind TEXT NOT NULL CHECK (kind IN ('node', 'edge')), id TEXT NOT NULL, payload TEXT)""",
        "CREATE INDEX change_id ON change (kind, id, number)",
        "CREATE INDEX change_load ON change (load, number)",
    ):
        db.execute(statement)


_RELATION = (
    "sign INTEGER", "phase TEXT", "start_date TEXT", "end_date TEXT", "first_reported TEXT", "last_reported TEXT",
    "claims INTEGER", "articles INTEGER", "origins INTEGER", "asserted INTEGER", "alleged INTEGER", "planned INTEGER",
    "demanded INTEGER", "hypothetical INTEGER", "denied INTEGER", "authority INTEGER", "contested_claims INTEGER",
    "confidence REAL", "evidence TEXT",
)  # fmt: skip
_CLAIM = (
    "quote TEXT", "said_date TEXT", "sign INTEGER", "quad TEXT", "rule TEXT", "part TEXT", "sentence_start INTEGER",
    "sentence_end INTEGER",
)  # fmt: skip


def _question_columns(db: sqlite3.Connection) -> None:
    """What the questions ask for, as columns that SQLite reads out of the JSON, and indexes on those that order."""
    columns = [("relation", "body", "$.", column) for column in _RELATION]
    columns += [("claim", "body", "$.", column) for column in _CLAIM]
    columns += [
        ("node", "payload", "$.", "labels TEXT"),
        ("node", "payload", "$.properties.", "articles INTEGER"),
    ]
    for table, source, at, column in columns:
        name = column.split()[0]
        db.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} AS (json_extract({source}, '{at}{name}')) VIRTUAL"
        )
    for statement in (
        # The authority's claims are dated for the rules by the day it vouches for; no article printed them.
        "ALTER TABLE claim ADD COLUMN printed TEXT AS (CASE WHEN article IS NOT NULL THEN reported END) VIRTUAL",
        "ALTER TABLE claim ADD COLUMN known_from TEXT AS (json_extract(body, '$.source')) VIRTUAL",
        "CREATE INDEX relation_contested ON relation (claims DESC, a, b) WHERE status = 'contested' OR contested_claims > 0",
        "CREATE INDEX relation_first ON relation (first_reported DESC, claims DESC, a, b) WHERE type <> 'CLAIMED'",
        "CREATE INDEX relation_claimed ON relation (coalesce(last_reported, '') DESC, a, b) WHERE type = 'CLAIMED'",
        "CREATE INDEX relation_single ON relation (articles DESC, confidence, a, b) WHERE origins = 1 AND type <> 'CLAIMED'",
        "CREATE INDEX claim_event ON claim (event) WHERE event IS NOT NULL",
        "CREATE INDEX claim_dyad ON claim (subject, object, status, quad, start_date, end_date, printed) "
        "WHERE quad IS NOT NULL",
        "CREATE INDEX node_nation ON node (id, country) WHERE class = 'actor' AND country IS NOT NULL",
        "CREATE INDEX node_articles ON node (articles DESC) WHERE class = 'actor' AND articles IS NOT NULL",
    ):
        db.execute(statement)


def _identity_tables(db: sqlite3.Connection) -> None:
    """Who is who: appearances in components, decisions of people in steps, links that the authority gave later."""
    for statement in (
        "ALTER TABLE decision ADD COLUMN detail TEXT",
        "ALTER TABLE decision ADD COLUMN step INTEGER REFERENCES load",
        # What the program decided: an appearance came to a node where others are, or left one for another (`was`).
        """CREATE TABLE judgement (number INTEGER PRIMARY KEY AUTOINCREMENT, load INTEGER NOT NULL REFERENCES load,
            author TEXT NOT NULL, article TEXT NOT NULL, local TEXT NOT NULL, node TEXT NOT NULL REFERENCES node (id),
            was TEXT REFERENCES node (id), score REAL, reasons TEXT NOT NULL)""",
        "CREATE INDEX judgement_load ON judgement (load)",
        # Derived from here on.
        # What its cluster is called now; `key` is what the first one was.
        "ALTER TABLE node ADD COLUMN ident TEXT",
        "ALTER TABLE node ADD COLUMN wikidata TEXT",
        "ALTER TABLE node ADD COLUMN called TEXT",
        """CREATE TABLE gained (load INTEGER NOT NULL REFERENCES load, node TEXT NOT NULL, wikidata TEXT NOT NULL,
            PRIMARY KEY (load, node)) WITHOUT ROWID""",
        "CREATE TABLE component (number INTEGER PRIMARY KEY AUTOINCREMENT)",
        "CREATE TABLE block (block TEXT PRIMARY KEY, component INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE INDEX block_component ON block (component)",
        """CREATE TABLE appearance (article TEXT NOT NULL, local TEXT NOT NULL, class TEXT NOT NULL,
            node TEXT REFERENCES node (id), home TEXT REFERENCES node (id), component INTEGER NOT NULL,
            ref TEXT NOT NULL, since INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (article, local))""",
        "CREATE INDEX appearance_component ON appearance (component)",
        "CREATE INDEX appearance_node ON appearance (node, ref)",
        "CREATE INDEX appearance_home ON appearance (home)",
        """CREATE TABLE anchor (anchor TEXT NOT NULL, article TEXT NOT NULL, local TEXT NOT NULL,
            PRIMARY KEY (anchor, article, local)) WITHOUT ROWID""",
        "CREATE INDEX anchor_article ON anchor (article)",
        "CREATE TABLE ref (ref TEXT NOT NULL, node TEXT NOT NULL, PRIMARY KEY (ref, node)) WITHOUT ROWID",
        "CREATE INDEX ref_node ON ref (node)",
        # Appearances of different nodes that are near enough to ask a person about.
        """CREATE TABLE doubt (component INTEGER NOT NULL, left_article TEXT NOT NULL, left_local TEXT NOT NULL,
            right_article TEXT NOT NULL, right_local TEXT NOT NULL, score REAL NOT NULL, reasons TEXT NOT NULL)""",
        "CREATE INDEX doubt_component ON doubt (component)",
        "CREATE TABLE dirty (component INTEGER PRIMARY KEY)",
        """CREATE TABLE rejected (id TEXT PRIMARY KEY, article TEXT NOT NULL, body TEXT NOT NULL)""",
        "CREATE INDEX rejected_article ON rejected (article)",
        """UPDATE node SET key = json_array(json_extract(key, '$[0]'), organization, json_extract(key, '$[2]'))
            WHERE class = 'role'""",  # an office belongs to the node of its organisation, whatever its key is
    ):
        db.execute(statement)
    for table in ("judgement",):
        for verb in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'the table {table} is append-only'); END"
            )
    fill(db)
    db.execute("INSERT INTO meta VALUES ('identity', 'none')")


def _event_tables(db: sqlite3.Connection) -> None:
    """Which event is which: events among the appearances, and which of them are parts of others."""
    db.execute(
        "CREATE TABLE part (part TEXT PRIMARY KEY REFERENCES node (id), whole TEXT NOT NULL REFERENCES node (id), "
        "score REAL NOT NULL, reasons TEXT NOT NULL) WITHOUT ROWID"
    )
    db.execute("CREATE INDEX part_whole ON part (whole)")
    fill_events(db)
    query = "SELECT DISTINCT article FROM member JOIN node ON node.id = node WHERE class = 'event'"
    for (article,) in db.execute(query).fetchall():
        for event in stored(db, article)[1].events:
            db.execute(
                "UPDATE member SET body = json_set(body, '$.confidence', ?, '$.speakers', json(?)) "
                "WHERE article = ? AND local = ?",
                (event.confidence, json.dumps(event.speakers), article, event.id),
            )
    db.execute("UPDATE node SET ident = key WHERE class = 'event'")
    db.execute("UPDATE meta SET value = 'none' WHERE key = 'identity'")


def _copy_tables(db: sqlite3.Connection) -> None:
    """Which articles tell the same story: sketches, what they may share, and the head of each that is none itself."""
    for statement in (
        """CREATE TABLE sketch (number INTEGER PRIMARY KEY, hash TEXT NOT NULL, article TEXT NOT NULL UNIQUE,
            instant INTEGER NOT NULL, day TEXT, publisher TEXT NOT NULL, address TEXT NOT NULL, title TEXT NOT NULL,
            words BLOB NOT NULL, keys BLOB NOT NULL)""",
        """CREATE TABLE band (key INTEGER NOT NULL, instant INTEGER NOT NULL, number INTEGER NOT NULL,
            PRIMARY KEY (key, instant, number)) WITHOUT ROWID""",
        """CREATE TABLE likeness (article TEXT PRIMARY KEY, head TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('copy', 'version')), similarity REAL NOT NULL,
            contained REAL NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID""",
        "CREATE INDEX likeness_head ON likeness (head)",
        "DROP INDEX IF EXISTS current_text",
        "INSERT OR REPLACE INTO meta VALUES ('copies', 'none')",  # the next revision fills them
    ):
        db.execute(statement)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    _evidence_tables,
    _derived_tables,
    _question_columns,
    _identity_tables,
    _event_tables,
    _copy_tables,
)
