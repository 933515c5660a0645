// Checkpointed states and the results of commits in SQL.

import type { Json } from '../../../model/json.js';
import type { Tables } from '../../tables.js';
import type { CommitResult } from '../../terms.js';
import { jsonAt, nameText, numberAt, textAt } from '../cells.js';
import type { Connection } from '../connection.js';

export function stateRows(connection: Connection): Pick<Tables, 'state' | 'putState'> {
  const read = connection.query(
    'SELECT turn_index, state, revision FROM states WHERE session_id = ?',
  );
  const put = connection.command(
    `INSERT INTO states (session_id, turn_index, state, revision) VALUES (?, ?, ?, ?)
     ON CONFLICT (session_id) DO UPDATE SET turn_index = excluded.turn_index,
       state = excluded.state, revision = excluded.revision`,
  );
  return {
    state: (session_id) => {
      const row = read.first([nameText(session_id)]);
      if (!row) return null;
      const state = jsonAt(row, 1) as Json;
      return { turn_index: numberAt(row, 0), state, revision: numberAt(row, 2) };
    },
    putState: (session_id, { turn_index, state, revision }) => {
      put.run([nameText(session_id), turn_index, JSON.stringify(state), revision]);
    },
  };
}

export function commitRows(connection: Connection): Pick<Tables, 'commit' | 'addCommit'> {
  const read = connection.query(
    'SELECT content, result FROM commits WHERE session_id = ? AND commit_id = ?',
  );
  const add = connection.command(
    'INSERT INTO commits (session_id, commit_id, content, result) VALUES (?, ?, ?, ?)',
  );
  return {
    commit: (session_id, commit_id) => {
      const row = read.first([nameText(session_id), nameText(commit_id)]);
      return row && { content: textAt(row, 0), result: jsonAt(row, 1) as CommitResult };
    },
    addCommit: (session_id, commit_id, { content, result }) => {
      const names = [nameText(session_id), nameText(commit_id)];
      add.run([...names, content, JSON.stringify(result)]);
    },
  };
}
