// What exchange took, row by row of the comparison: a table of its own, so that neither is wider than a terminal. Over a
// mesh everyone is reached at once, and there is nothing to compare.

import type { RepetitionRecord } from './record.js';
import { plain, type Table } from './table.js';
import { decimal, numberView, textView, type View } from './views.js';

const BYTES_PER_KIB = 1024;

const COSTS: readonly View[] = [
  numberView('exchange_rounds', 'passes'),
  numberView('messages'),
  amountView('KiB', ({ bytes_exchanged: bytes }) =>
    bytes === null ? null : bytes / BYTES_PER_KIB,
  ),
  amountView('bytes/write', ({ bytes_per_write }) => bytes_per_write),
  amountView('redundancy', ({ redundancy }) => redundancy),
];

/** Null where all records are of a mesh; `distinguishing` tells the rows apart beside workload and strategy. */
export function exchangeComparisonOf(
  records: readonly RepetitionRecord[],
  distinguishing: readonly View[],
): Table | null {
  if (records.every(({ topology }) => topology === MESH)) return null;
  const views = [textView('workload'), textView('strategy'), ...distinguishing, ...COSTS];
  return {
    columns: views.map(({ column }) => column),
    rows: records.map((record) => views.map((view) => view.cell(record))),
  };
}

const MESH = 'mesh';

function amountView(heading: string, amountOf: (record: RepetitionRecord) => number | null): View {
  return {
    column: { heading, align: 'right' },
    cell: (record) => plain(decimal(amountOf(record), 2)),
  };
}
