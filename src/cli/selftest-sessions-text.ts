// What the selftest says of the session store: which planted bug was caught and in which interleaving, what went
// wrong, and how much was run.

import { counted, grouped } from '../model/wording.js';
import type { Cell, Column, Table } from '../results/table.js';
import { plain } from '../results/table.js';
import type { PlantDetection } from '../selftest/sessions/plant-detection.js';
import type { SessionSelftestReport } from '../selftest/sessions/session-selftest.js';

const COLUMNS: readonly Column[] = [
  { heading: 'planted in the session store', align: 'left' },
  { heading: 'must be caught by', align: 'left' },
  { heading: 'first in interleaving', align: 'right' },
  { heading: 'result', align: 'left' },
];

export function sessionTable({ planted }: SessionSelftestReport): Table {
  return { columns: COLUMNS, rows: planted.map(rowOf) };
}

/** What escaped and what alarmed, a list each, as the lines of it. */
export function sessionTroubles({
  planted,
  clean,
}: SessionSelftestReport): readonly (readonly string[])[] {
  const escapes = planted.flatMap(({ bug, exploration, escape }) =>
    escape === null ? [] : [`session store escape: ${bug}, ${exploration}: ${escape}`],
  );
  const alarms = clean.flatMap(({ exploration, alarm }) =>
    alarm === null ? [] : [`session store alarm: ${exploration}: ${alarm}`],
  );
  return [escapes, alarms];
}

export function sessionRates(report: SessionSelftestReport): string {
  const { planted_count, caught_count, planted_interleavings } = countsOf(report);
  const { alarm_count, clean_interleavings } = countsOf(report);
  const explorations = counted(report.clean.length, 'exploration');
  return [
    `caught ${caught_count} of ${counted(planted_count, 'bug')} planted in the session store (${counted(planted_interleavings, 'interleaving')})`,
    `${counted(alarm_count, 'alarm')} on ${counted(clean_interleavings, 'interleaving')} in ${explorations} of the session store`,
  ].join('\n');
}

/** As it stands in the JSON: every interleaving there is was run. */
export function sessionFields({ planted, clean }: SessionSelftestReport) {
  return {
    planted: planted.map((detection) => ({ result: resultOf(detection), ...detection })),
    clean,
    ...countsOf({ planted, clean }),
  };
}

function countsOf({ planted, clean }: SessionSelftestReport) {
  return {
    planted_count: planted.length,
    caught_count: planted.filter(({ escape }) => escape === null).length,
    planted_interleavings: sumOf(planted),
    clean_interleavings: sumOf(clean),
    alarm_count: clean.filter(({ alarm }) => alarm !== null).length,
  };
}

function sumOf(explored: readonly { readonly interleavings: number }[]): number {
  return explored.reduce((sum, { interleavings }) => sum + interleavings, 0);
}

function rowOf(detection: PlantDetection): readonly Cell[] {
  const { bug, property, found_at, interleavings, escape } = detection;
  const found = found_at === null ? 'none' : grouped(found_at);
  return [
    plain(bug),
    plain(property),
    plain(`${found} of ${grouped(interleavings)}`),
    escape === null ? { text: 'caught', tone: 'good' } : { text: 'ESCAPED', tone: 'bad' },
  ];
}

function resultOf({ escape }: PlantDetection): string {
  return escape === null ? 'caught' : 'escaped';
}
