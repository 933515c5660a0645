// Tables over prepared statements: rows in, rows out, without a decision. Each statement is prepared once per
// connection; nothing that another connection may change is kept.

import type { Tables } from '../tables.js';
import type { Connection } from './connection.js';
import { inputRows } from './tables/input-rows.js';
import { leaseRows } from './tables/lease-rows.js';
import { commitRows, stateRows } from './tables/state-rows.js';
import { workRows } from './tables/work-rows.js';

/** @throws SqlError where the file lacks one of the tables. */
export function sqliteTables(connection: Connection): Tables {
  return {
    ...leaseRows(connection),
    ...workRows(connection),
    ...inputRows(connection),
    ...stateRows(connection),
    ...commitRows(connection),
  };
}
