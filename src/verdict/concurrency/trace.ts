// Which writes met, by the ledger alone: no strategy is asked, so that it is the same whatever merged them.

import { isRace } from '../ledger-entries.js';
import type { Ledger } from '../ledger.js';
import { traceAllRounds } from './all-rounds.js';
import { traceSameRounds } from './same-round.js';
import { traceFields, type TracedField } from './traced-write.js';

/**
 * Every write with where it stands.
 * @param block_units how many units of the history are followed at once
 */
export function traceConcurrency(ledger: Ledger, block_units?: number): readonly TracedField[] {
  const fields = traceFields(ledger);
  const races = ledger.delivered ? [] : ledger.entries().rounds.map(isRace);
  for (const field of fields) traceSameRounds(field, (round) => races[round] !== true);
  // Where every pass reached everyone, writes of different rounds are never concurrent.
  if (!ledger.delivered) traceAllRounds(fields, ledger.chronicle, block_units);
  return fields;
}

/**
 * The same of what agents set out to write, whoever had to wait for whom then: where a shared store orders all
 * writes, none is left without an order, and its having been put to the test shows here.
 */
export function traceIntended(ledger: Ledger): readonly TracedField[] {
  const fields = traceFields(ledger);
  for (const field of fields) traceSameRounds(field, () => true);
  return fields;
}
