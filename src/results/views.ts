// How tables read a record: each view is one column and the cell a record has in it.

import type { Column as RecordColumn, RepetitionRecord } from './record.js';
import { plain, type Cell, type Column } from './table.js';

export interface View {
  readonly column: Column;
  readonly cell: (record: RepetitionRecord) => Cell;
}

export function textView(name: RecordColumn): View {
  return { column: { heading: name, align: 'left' }, cell: (record) => shown(record[name]) };
}

export function numberView(name: RecordColumn, heading: string = name): View {
  return { column: { heading, align: 'right' }, cell: (record) => shown(record[name]) };
}

/** What may tell two rows apart beside workload and strategy. */
const DISTINGUISHING = [
  { name: 'agents', view: numberView('agents') },
  { name: 'threads', view: numberView('threads') },
  { name: 'topology', view: textView('topology') },
  { name: 'exchange', view: textView('exchange') },
  { name: 'faults', view: textView('faults') },
  { name: 'repetition', view: numberView('repetition') },
] as const;

/** Views of what differs among these records. */
export function distinguishingViews(records: readonly RepetitionRecord[]): readonly View[] {
  return DISTINGUISHING.filter(
    ({ name }) => new Set(records.map((record) => record[name])).size > 1,
  ).map(({ view }) => view);
}

/** Time to converge in milliseconds; null where it was not measured. */
export function latencyMs({ converge_ns }: RepetitionRecord): number | null {
  return converge_ns === null ? null : converge_ns / 1e6;
}

/** Peak heap and external memory of the threads in KiB; null where either was not measured. */
export function peakMemoryKb(record: RepetitionRecord): number | null {
  const { peak_heap_bytes, peak_external_bytes } = record;
  if (peak_heap_bytes === null || peak_external_bytes === null) return null;
  return (peak_heap_bytes + peak_external_bytes) / 1024;
}

/** A number to so many decimals; a dash for what was not measured. */
export function decimal(value: number | null, decimals: number): string {
  return value === null ? NOT_MEASURED : value.toFixed(decimals);
}

const NOT_MEASURED = '-';

function shown(value: string | number | boolean | null): Cell {
  if (typeof value === 'boolean') return plain(value ? 'yes' : 'no');
  return plain(value === null ? NOT_MEASURED : String(value));
}
