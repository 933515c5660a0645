// Turn inputs in SQL, in the order of their ids.

import type { Json } from '../../../model/json.js';
import type { InputRow, Tables } from '../../tables.js';
import type { InputState, InputTarget } from '../../terms.js';
import { jsonAt, nameText, numberAt, numberOrNullAt, textAt } from '../cells.js';
import type { Connection, Row } from '../connection.js';

type InputTables = Pick<
  Tables,
  'addInput' | 'input' | 'inputOfKey' | 'openInputs' | 'putInput' | 'deferInput'
>;

const COLUMNS = 'input_id, source_key, target, payload, content, state, claimed_fence';
const SELECT = `SELECT ${COLUMNS} FROM inputs`;
const NEXT_TURN = JSON.stringify({ type: 'next_turn' } satisfies InputTarget);

export function inputRows(connection: Connection): InputTables {
  const read = connection.query(`${SELECT} WHERE input_id = ? AND session_id = ?`);
  const of_key = connection.query(`${SELECT} WHERE session_id = ? AND source_key = ?`);
  // The terms of the index `open_inputs`, letter by letter.
  const open = connection.query(
    `${SELECT} WHERE session_id = ? AND state <> 'cancelled' AND state <> 'completed'
     ORDER BY input_id`,
  );
  const reading: Pick<Tables, 'input' | 'inputOfKey' | 'openInputs'> = {
    input: (session_id, input_id) => {
      const row = read.first([input_id, nameText(session_id)]);
      return row && inputOf(session_id, row);
    },
    inputOfKey: (session_id, source_key) => {
      const row = of_key.first([nameText(session_id), nameText(source_key)]);
      return row && inputOf(session_id, row);
    },
    openInputs: (session_id) =>
      open.all([nameText(session_id)]).map((row) => inputOf(session_id, row)),
  };
  return { ...reading, ...inputWrites(connection) };
}

function inputWrites(connection: Connection): Pick<Tables, 'addInput' | 'putInput' | 'deferInput'> {
  const add = connection.command(
    `INSERT INTO inputs (session_id, source_key, target, payload, content, state)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const put = connection.command(
    'UPDATE inputs SET state = ?, claimed_fence = ? WHERE input_id = ?',
  );
  const defer = connection.command(
    `UPDATE inputs SET target = ?, state = 'deferred_next_turn', claimed_fence = NULL
     WHERE input_id = ?`,
  );
  return {
    addInput: (session_id, draft, state, content) => {
      const { source_key, target, payload } = draft;
      const key = source_key === null ? null : nameText(source_key);
      const texts = [JSON.stringify(target), JSON.stringify(payload), content];
      const input_id = add.run([nameText(session_id), key, ...texts, state]);
      return { ...draft, session_id, input_id, state };
    },
    putInput: (_session_id, input_id, { state, claimed_fence }) => {
      put.run([state, claimed_fence, input_id]);
    },
    deferInput: (_session_id, input_id) => {
      defer.run([NEXT_TURN, input_id]);
    },
  };
}

function inputOf(session_id: string, row: Row): InputRow {
  const input = {
    session_id,
    input_id: numberAt(row, 0),
    source_key: row[1] === null ? null : (jsonAt(row, 1) as string),
    target: jsonAt(row, 2) as InputTarget,
    payload: jsonAt(row, 3) as Json,
    state: textAt(row, 5) as InputState,
  };
  return { input, content: textAt(row, 4), claimed_fence: numberOrNullAt(row, 6) };
}
