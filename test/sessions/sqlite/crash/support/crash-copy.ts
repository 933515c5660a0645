// What a process would leave behind if it died at a point inside the store: its file and its log, copied there and
// then. All that a death takes away is what the process has in memory; a few real ones are left to `crash-child.ts`.

import { copyFileSync } from 'node:fs';
import type { StorePoint } from '../../../../../src/sessions/operation.js';
import type { Answer } from '../../../../../src/sessions/store.js';
import { storeAt } from '../../support/folder.js';
import { carryOut, CLOCK, CRASH_CALLS } from './crash-calls.js';
import type { Death } from './crash-child.js';

export interface Remains {
  readonly path: string;
  readonly death: Death;
}

/** At every point of all calls, in order. */
export function remainsAtEachPoint(path: string): readonly Remains[] {
  const remains: Remains[] = [];
  const acknowledged: Answer<unknown>[] = [];
  const reached = (died_at: StorePoint): void => {
    const copy = `${path}-${remains.length}`;
    for (const end of ['', '-wal']) copyFileSync(path + end, copy + end);
    remains.push({ path: copy, death: { acknowledged: [...acknowledged], died_at } });
  };
  const store = storeAt(path, { clock: CLOCK, reached, durability: 'process' });
  for (const call of CRASH_CALLS) acknowledged.push(carryOut(store, call));
  store.close();
  return remains;
}
