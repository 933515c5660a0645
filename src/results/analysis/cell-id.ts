// What is read off a cell's id: `workload/strategy/topology/exchange/a8/tauto`, and behind it the faults where
// there are any. A strategy may be a URL, so parts are taken from the end.

import type { RepetitionRecord } from '../record.js';

type Identified = Pick<RepetitionRecord, 'cell_id' | 'faults'>;

export const NO_FAULTS = 'none';

/** The id of the cell that differs in nothing but its faults: it has none. */
export function twinIdOf({ cell_id, faults }: Identified): string {
  const end = `/${faults}`;
  return faults !== NO_FAULTS && cell_id.endsWith(end) ? cell_id.slice(0, -end.length) : cell_id;
}

/** Without faults and number of agents: it tells two plug-ins apart that go by one name. */
export function curveIdOf(record: Identified): string {
  return twinIdOf(record).replace(/\/a\d+(?=\/t[^/]+$)/, '');
}

/** Whether the number of agents is that of the workload's input, so that it stands in no id. */
export function isSizeGiven(record: Identified): boolean {
  return !/\/a\d+\/t[^/]+$/.test(twinIdOf(record));
}

/** The number of threads as it was asked for: `auto`, `2`, `agents`, `inline`; `0` is a simulation. */
export function threadsAsked(record: Identified & Pick<RepetitionRecord, 'threads'>): string {
  return /\/t([^/]+)$/.exec(twinIdOf(record))?.[1] ?? String(record.threads);
}
