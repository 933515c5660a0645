// How many writes were concurrent, and how many of them in real conflict, by the ledger alone: no strategy is
// asked, so the counts are the same whatever merged them.

import type { Concurrency } from '../../model/concurrency.js';
import { isRace } from '../ledger-entries.js';
import type { Ledger } from '../ledger.js';
import { traceAllRounds } from './all-rounds.js';
import { traceSameRounds } from './same-round.js';
import { traceFields } from './traced-write.js';

export function measureConcurrency(ledger: Ledger): Concurrency {
  const fields = traceFields(ledger);
  const races = ledger.delivered ? [] : ledger.entries().rounds.map(isRace);
  for (const field of fields) traceSameRounds(field, (round) => races[round] !== true);
  // Where every pass reached everyone, writes of different rounds are never concurrent.
  if (!ledger.delivered) traceAllRounds(fields, ledger.chronicle);
  const standings = fields.flatMap(({ writes }) => writes.map(({ standing }) => standing));
  const conflicting_writes = standings.filter((standing) => standing === 'conflicting').length;
  const mergeable_writes = standings.filter((standing) => standing === 'concurrent').length;
  return {
    writes: standings.length,
    concurrent_writes: conflicting_writes + mergeable_writes,
    mergeable_writes,
    conflicting_writes,
  };
}
