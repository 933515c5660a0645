// Queued work in SQL, in the order of its ids.

import type { Tables, WorkRow } from '../../tables.js';
import type { WorkDraft } from '../../terms.js';
import { jsonAt, nameText, numberAt, numberOrNullAt } from '../cells.js';
import type { Connection, Row } from '../connection.js';

type WorkTables = Pick<
  Tables,
  'addWork' | 'work' | 'unclaimedWork' | 'openWork' | 'claimWork' | 'completeWork'
>;

const COLUMNS = 'work_id, draft, claimed_fence, completed';
/** The terms of the index `open_work`. */
const OPEN = `SELECT ${COLUMNS} FROM work WHERE session_id = ? AND completed = 0`;

export function workRows(connection: Connection): WorkTables {
  const add = connection.command('INSERT INTO work (session_id, draft) VALUES (?, ?)');
  const read = connection.query(`SELECT ${COLUMNS} FROM work WHERE work_id = ? AND session_id = ?`);
  const unclaimed = connection.query(`${OPEN} AND claimed_fence IS NOT ? ORDER BY work_id LIMIT ?`);
  const open = connection.query(`${OPEN} ORDER BY work_id`);
  const claim = connection.command('UPDATE work SET claimed_fence = ? WHERE work_id = ?');
  const complete = connection.command('UPDATE work SET completed = 1 WHERE work_id = ?');
  return {
    addWork: (session_id, draft) => {
      const work_id = add.run([nameText(session_id), JSON.stringify(draft)]);
      return { ...draft, session_id, work_id };
    },
    work: (session_id, work_id) => {
      const row = read.first([work_id, nameText(session_id)]);
      return row && workOf(session_id, row);
    },
    unclaimedWork: (session_id, fence, limit) =>
      unclaimed.all([nameText(session_id), fence, limit]).map((row) => workOf(session_id, row)),
    openWork: (session_id) =>
      open.all([nameText(session_id)]).map((row) => workOf(session_id, row)),
    claimWork: (_session_id, work_id, fence) => {
      claim.run([fence, work_id]);
    },
    completeWork: (_session_id, work_id) => {
      complete.run([work_id]);
    },
  };
}

function workOf(session_id: string, row: Row): WorkRow {
  const work = { ...(jsonAt(row, 1) as WorkDraft), session_id, work_id: numberAt(row, 0) };
  return { work, claimed_fence: numberOrNullAt(row, 2), completed: numberAt(row, 3) === 1 };
}
