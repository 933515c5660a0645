// The tables of a session store in SQL, and the numbers in the file's header by which it is known. What is over
// (completed rows, cancelled inputs) is in no index that an operation walks, so that nothing costs more for it.

/** "mgst", at byte 68 of the file: it is a session store of ours (https://sqlite.org/pragma.html#pragma_application_id). */
export const APPLICATION_ID = 0x6d677374;

/** At byte 60 of the file. Any change of the tables or of what stands in them is a new one. */
export const SCHEMA_VERSION = 1;

/**
 * Names (ids, keys) and structures are JSON text. No row of work or input is ever removed, which is why their
 * ids are never used again.
 */
export const SCHEMA = `
CREATE TABLE leases (
  session_id TEXT NOT NULL PRIMARY KEY,
  fence INTEGER NOT NULL,
  owner TEXT,
  expires_ms REAL NOT NULL,
  timeline TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE work (
  work_id INTEGER NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL,
  draft TEXT NOT NULL,
  claimed_fence INTEGER,
  completed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX open_work ON work (session_id, work_id) WHERE completed = 0;

CREATE TABLE inputs (
  input_id INTEGER NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL,
  source_key TEXT,
  target TEXT NOT NULL,
  payload TEXT NOT NULL,
  content TEXT NOT NULL,
  state TEXT NOT NULL,
  claimed_fence INTEGER
) STRICT;
CREATE INDEX open_inputs ON inputs (session_id, input_id)
  WHERE state <> 'cancelled' AND state <> 'completed';
CREATE UNIQUE INDEX inputs_of_keys ON inputs (session_id, source_key) WHERE source_key IS NOT NULL;

CREATE TABLE states (
  session_id TEXT NOT NULL PRIMARY KEY,
  turn_index INTEGER NOT NULL,
  state TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;

CREATE TABLE commits (
  session_id TEXT NOT NULL,
  commit_id TEXT NOT NULL,
  content TEXT NOT NULL,
  result TEXT NOT NULL,
  PRIMARY KEY (session_id, commit_id)
) STRICT, WITHOUT ROWID;

PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${SCHEMA_VERSION};
`;
