"""Tables of the record for what people say, for what waits for them, and for what is known of documents and members beside it."""

LOG = """
CREATE TABLE IF NOT EXISTS log(
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, step INTEGER NOT NULL, act TEXT NOT NULL, subject TEXT NOT NULL,
    object TEXT NOT NULL, confidence REAL NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL, detail TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS log_subject ON log(subject);
CREATE INDEX IF NOT EXISTS log_object ON log(object);
CREATE TRIGGER IF NOT EXISTS log_keeps BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log of decisions is append-only'); END;
CREATE TRIGGER IF NOT EXISTS log_holds BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log of decisions is append-only'); END;
"""
CANDIDATES = """
CREATE TABLE IF NOT EXISTS candidate(
    document INTEGER NOT NULL, id TEXT NOT NULL, list TEXT NOT NULL, confidence REAL NOT NULL, PRIMARY KEY(document, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS candidate_id ON candidate(id);
"""
MATCHES = """
CREATE TABLE IF NOT EXISTS match(
    source TEXT NOT NULL, member TEXT NOT NULL, outside TEXT NOT NULL, label TEXT NOT NULL, confidence REAL NOT NULL,
    reason TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY(source, member, outside)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS match_member ON match(member);
"""
REPRINTS = """
CREATE TABLE IF NOT EXISTS sketch(id INTEGER PRIMARY KEY, own TEXT NOT NULL UNIQUE, hashes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS printed(document INTEGER PRIMARY KEY, sketch INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS printed_sketch ON printed(sketch);
CREATE TABLE IF NOT EXISTS band(key INTEGER NOT NULL, sketch INTEGER NOT NULL, PRIMARY KEY(key, sketch)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS copy(one INTEGER NOT NULL, other INTEGER NOT NULL, PRIMARY KEY(one, other)) WITHOUT ROWID;
"""
GONE = """
CREATE TABLE IF NOT EXISTS gone(
    iri TEXT PRIMARY KEY, class TEXT NOT NULL, name TEXT NOT NULL, document TEXT NOT NULL, at TEXT NOT NULL) WITHOUT ROWID;
"""
VIEWS = """
CREATE TABLE IF NOT EXISTS home(thing TEXT PRIMARY KEY, country TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shelf(name TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unshelved(name TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS covers(
    document TEXT PRIMARY KEY, origin TEXT NOT NULL, lang TEXT NOT NULL, month TEXT NOT NULL, countries TEXT NOT NULL,
    topics TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS uncounted(
    document TEXT PRIMARY KEY, origin TEXT NOT NULL, lang TEXT NOT NULL, month TEXT NOT NULL, countries TEXT NOT NULL,
    topics TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS covers_origin ON covers(origin);
CREATE TABLE IF NOT EXISTS coverage(scope TEXT PRIMARY KEY, counts TEXT NOT NULL) WITHOUT ROWID;
"""
SCHEMA = LOG + CANDIDATES + MATCHES + REPRINTS + GONE + VIEWS
DERIVED = ("candidate", "sketch", "printed", "band", "copy")
"""Those that `rebuild` makes again."""
WRITTEN = ("home", "shelf", "unshelved", "covers", "uncounted", "coverage")
"""Those that are written together with the dataset."""
