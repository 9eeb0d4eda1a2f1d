"""The tables of the ledger, as a list of small functions that only ever grows.

`PRAGMA user_version` counts the migrations that a file has seen. Evidence tables are append-only, and triggers hold
them to it; derived tables follow from the evidence and may be rewritten.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable

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


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_evidence_tables, _derived_tables)
