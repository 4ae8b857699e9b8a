"""What the databases add to the table of entries so that its words can be searched.

SQLite: an FTS5 table without a copy of the words, kept in step by triggers. Django rebuilds
a table to alter it on SQLite and drops its triggers with it: a later migration that changes
`search_entry` ends with `RunPython(schema.install, schema.remove)` once more.
PostgreSQL: a generated tsvector column. The words are analysed already (search.analysis), so
the configuration is `simple` and needs no extension.
"""

from __future__ import annotations

from typing import Any

COLUMNS = "words_title, words_summary, words_often, words_body"
_NEW = "new.words_title, new.words_summary, new.words_often, new.words_body"
_OLD = "old.words_title, old.words_summary, old.words_often, old.words_body"
_FORGET = (
    f"INSERT INTO search_words(search_words, rowid, {COLUMNS}) VALUES('delete', old.id, {_OLD});"
)
_LEARN = f"INSERT INTO search_words(rowid, {COLUMNS}) VALUES (new.id, {_NEW});"

_SQLITE_REMOVE = (
    "DROP TRIGGER IF EXISTS search_words_insert",
    "DROP TRIGGER IF EXISTS search_words_delete",
    "DROP TRIGGER IF EXISTS search_words_update",
    "DROP TABLE IF EXISTS search_words",
)
# Tokens are folded letters and digits with a mark in front: prefixes of 3 and 4 signs plus mark.
_SQLITE_INSTALL = (
    f"""CREATE VIRTUAL TABLE search_words USING fts5({COLUMNS}, content='search_entry',
        content_rowid='id', tokenize="unicode61 remove_diacritics 0", prefix='4 5')""",
    f"CREATE TRIGGER search_words_insert AFTER INSERT ON search_entry BEGIN {_LEARN} END",
    f"CREATE TRIGGER search_words_delete AFTER DELETE ON search_entry BEGIN {_FORGET} END",
    f"""CREATE TRIGGER search_words_update AFTER UPDATE OF {COLUMNS} ON search_entry
        BEGIN {_FORGET} {_LEARN} END""",
    "INSERT INTO search_words(search_words) VALUES('rebuild')",
)

_VECTOR = " || ".join(
    f"setweight(to_tsvector('simple'::regconfig, {column}), '{weight}')"
    for column, weight in zip(COLUMNS.split(", "), "ABCD", strict=True)
)
_POSTGRESQL_REMOVE = ("ALTER TABLE search_entry DROP COLUMN IF EXISTS document",)
_POSTGRESQL_INSTALL = (
    f"ALTER TABLE search_entry ADD COLUMN document tsvector GENERATED ALWAYS AS ({_VECTOR}) STORED",
    "CREATE INDEX search_entry_document ON search_entry USING gin (document)",
)

_STATEMENTS = {
    "sqlite": (_SQLITE_INSTALL, _SQLITE_REMOVE),
    "postgresql": (_POSTGRESQL_INSTALL, _POSTGRESQL_REMOVE),
}


def install(apps: Any, schema_editor: Any) -> None:
    """Make (again) what the present database needs. Safe to run twice."""
    create, remove = _STATEMENTS[schema_editor.connection.vendor]
    for statement in (*remove, *create):
        schema_editor.execute(statement, params=None)


def remove(apps: Any, schema_editor: Any) -> None:
    for statement in _STATEMENTS[schema_editor.connection.vendor][1]:
        schema_editor.execute(statement, params=None)
