// What one claim and one commit cost in SQL alone: the same reads and writes on a file of the same schema, with
// nothing decided in between. The least that any store on SQLite can cost.

import Database from 'libsql';

const TTL_MS = 60_000;
const OWNER = JSON.stringify({ owner_id: 'a', incarnation_id: 'a1', liveness: { type: 'opaque' } });

export interface BareSession {
  /** Claims and commits that session once. */
  turn(session_id: string, index: number): void;
  close(): void;
}

/** @param path of a session store that nobody else has open. */
export function bareSession(path: string): BareSession {
  const database = new Database(path);
  database.pragma('synchronous = FULL');
  const one = (sql: string) => database.prepare(sql).raw();
  const lease = one('SELECT fence, owner, expires_ms, timeline FROM leases WHERE session_id = ?');
  const state = one('SELECT turn_index, state, revision FROM states WHERE session_id = ?');
  const commit = one('SELECT content, result FROM commits WHERE session_id = ? AND commit_id = ?');
  const putLease = database.prepare(
    `INSERT INTO leases (session_id, fence, owner, expires_ms, timeline) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (session_id) DO UPDATE SET fence = excluded.fence, owner = excluded.owner,
       expires_ms = excluded.expires_ms, timeline = excluded.timeline`,
  );
  const putState = database.prepare(
    `INSERT INTO states (session_id, turn_index, state, revision) VALUES (?, ?, ?, ?)
     ON CONFLICT (session_id) DO UPDATE SET turn_index = excluded.turn_index,
       state = excluded.state, revision = excluded.revision`,
  );
  const addCommit = database.prepare(
    'INSERT INTO commits (session_id, commit_id, content, result) VALUES (?, ?, ?, ?)',
  );
  const inTransaction = (act: () => void): void => {
    database.exec('BEGIN IMMEDIATE');
    act();
    database.exec('COMMIT');
  };
  return {
    turn: (session_id, index) => {
      const name = JSON.stringify(session_id);
      inTransaction(() => {
        lease.get([name]);
        putLease.run([name, index, OWNER, TTL_MS, 'bench']);
      });
      const commit_id = JSON.stringify(`bare ${index}`);
      inTransaction(() => {
        commit.get([name, commit_id]);
        lease.get([name]);
        state.get([name]);
        putState.run([name, index, '{"turn":1}', index]);
        putLease.run([name, index, null, TTL_MS, 'bench']);
        addCommit.run([name, commit_id, 'x'.repeat(43), '{"turn_index":1,"revision":1}']);
      });
    },
    close: () => {
      database.close();
    },
  };
}
