// The comparison table: one row per record, and under it why rows did not pass. The first thing anyone sees.

import { printable } from '../model/quote.js';
import { exchangeComparisonOf } from './exchange-comparison.js';
import { notesOn, type Note, type Notes } from './notes.js';
import type { Remark } from './remarks.js';
import { REDUNDANCY_NOTE } from './redundancy.js';
import { renderTable } from './render-table.js';
import type { RepetitionRecord } from './record.js';
import { plain, renderCell, VERDICT_TONES, type Table, type TextOptions } from './table.js';
import { wrapped } from './tables/wrap.js';
import {
  decimal,
  distinguishingViews,
  latencyMs,
  numberView,
  peakMemoryKb,
  textView,
  type View,
} from './views.js';

export interface Comparison extends Notes {
  readonly table: Table;
  /** Null where there is nothing to compare, or where it stands elsewhere. */
  readonly exchange: Table | null;
}

const VERDICT: View = {
  column: { heading: 'verdict', align: 'left' },
  cell: ({ verdict }) => ({ text: verdict, tone: VERDICT_TONES[verdict] }),
};

const ATTRIBUTION: View = {
  column: { heading: 'attrib', align: 'left' },
  cell: ({ attribution_complete }) =>
    plain(attribution_complete === null ? '-' : attribution_complete ? 'full' : 'PARTIAL'),
};

const LATENCY: View = {
  column: { heading: 'latency_ms', align: 'right' },
  cell: (record) => plain(decimal(latencyMs(record), 2)),
};

const MEMORY: View = {
  column: { heading: 'peak_mem_kb', align: 'right' },
  cell: (record) => plain(decimal(peakMemoryKb(record), 0)),
};

/**
 * The table and its notes; a column more wherever rows would otherwise look alike.
 * @param context what remarks say of their rows beyond that, because the table is a part of something larger
 */
export function comparisonOf(
  records: readonly RepetitionRecord[],
  context: readonly View[] = [],
): Comparison {
  const distinguishing = distinguishingViews(records);
  const views = [
    ...[textView('workload'), textView('strategy'), ...distinguishing],
    ...[VERDICT, textView('outcome'), textView('converged'), numberView('writes_lost')],
    ...[ATTRIBUTION, numberView('escalations', 'escals'), numberView('model_calls')],
    ...[LATENCY, MEMORY],
  ];
  const table = {
    columns: views.map(({ column }) => column),
    rows: records.map((record) => views.map((view) => view.cell(record))),
  };
  const exchange = exchangeComparisonOf(records, distinguishing);
  return { table, exchange, ...notesOn(records, distinguishing, context) };
}

/** The comparison for a terminal, without a line break at the end. */
export function renderComparison(
  records: readonly RepetitionRecord[],
  options: TextOptions,
): string {
  return renderComparisonOf(comparisonOf(records), options);
}

/** A comparison that was made already, in the same way. */
export function renderComparisonOf(
  { table, exchange, notes, omitted, remarks, remarks_omitted, warnings }: Comparison,
  options: TextOptions,
): string {
  return [
    renderTable(table, options),
    ...(exchange === null ? [] : [renderExchange(exchange, options)]),
    ...notes.map((note) => renderNote(note, options)),
    ...(omitted > 0 ? [`and ${omitted} more that did not pass`] : []),
    ...(remarks.length > 0 ? [renderRemarks(remarks, remarks_omitted)] : []),
    ...(warnings.length > 0 ? [warnings.map(renderWarning).join('\n')] : []),
  ].join('\n\n');
}

function renderExchange(exchange: Table, options: TextOptions): string {
  const note = wrapped(`Exchange; ${REDUNDANCY_NOTE}:`, options.width, '');
  return `${note}\n\n${renderTable(exchange, options)}`;
}

function renderNote({ verdict, subject, reasons, reproduce }: Note, options: TextOptions): string {
  const word = renderCell({ text: verdict, tone: VERDICT_TONES[verdict] }, options.colour);
  const lines = [...reasons, `reproduce: ${reproduce}`].map((line) => `  ${printable(line)}`);
  return [`${word} ${printable(subject)}`, ...lines].join('\n');
}

function renderRemarks(remarks: readonly Remark[], omitted: number): string {
  const lines = remarks.map(({ subject, text }) => {
    return `note: ${printable(subject === '' ? text : `${subject}: ${text}`)}`;
  });
  return [...lines, ...(omitted > 0 ? [`and ${omitted} more notes`] : [])].join('\n');
}

function renderWarning(warning: string): string {
  return `warning: ${printable(warning)}`;
}
