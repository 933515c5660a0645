// The commits of one session as the store has recorded them, in the order in which they took effect. For whoever
// judges a store's users and takes nobody's word: it reads what the commits themselves have left, and changes
// nothing.

import type { CommitResult } from '../terms.js';
import { jsonAt, nameText } from './cells.js';
import type { Connection, Query } from './connection.js';
import { connect } from './connection.js';

const LATER_COMMITS = `
SELECT result FROM commits
WHERE session_id = ? AND json_extract(result, '$.revision') > ?
ORDER BY json_extract(result, '$.revision'), commit_id`;

export class CommitLog {
  readonly #session: string;
  readonly #connection: Connection;
  readonly #later: Query;

  /** @throws Error where no session store is at that path. */
  constructor(path: string, session_id: string) {
    this.#session = nameText(session_id);
    this.#connection = connect(path, 'read');
    this.#later = this.#connection.query(LATER_COMMITS);
  }

  /** Those of a revision above that one, by revision. */
  after(revision: number): readonly CommitResult[] {
    const rows = this.#later.all([this.#session, revision]);
    return rows.map((row) => jsonAt(row, 0) as CommitResult);
  }

  close(): void {
    this.#connection.close();
  }
}
