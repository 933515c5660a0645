// Leases in SQL.

import type { LeaseRow, Tables } from '../../tables.js';
import type { Owner } from '../../terms.js';
import { jsonAt, nameText, numberAt, textAt } from '../cells.js';
import type { Connection, Row } from '../connection.js';

export function leaseRows(connection: Connection): Pick<Tables, 'lease' | 'putLease'> {
  const read = connection.query(
    'SELECT fence, owner, expires_ms, timeline FROM leases WHERE session_id = ?',
  );
  const put = connection.command(
    `INSERT INTO leases (session_id, fence, owner, expires_ms, timeline) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (session_id) DO UPDATE SET fence = excluded.fence, owner = excluded.owner,
       expires_ms = excluded.expires_ms, timeline = excluded.timeline`,
  );
  return {
    lease: (session_id) => {
      const row = read.first([nameText(session_id)]);
      return row && leaseOf(row);
    },
    putLease: (session_id, { fence, owner, expires_ms, timeline }) => {
      const owner_text = owner && JSON.stringify(owner);
      put.run([nameText(session_id), fence, owner_text, expires_ms, timeline]);
    },
  };
}

function leaseOf(row: Row): LeaseRow {
  return {
    fence: numberAt(row, 0),
    owner: row[1] === null ? null : (jsonAt(row, 1) as Owner),
    expires_ms: numberAt(row, 2),
    timeline: textAt(row, 3),
  };
}
