// What became of a write, looked up in what a replica reads: never in what a strategy says it did.

import { canonicalJson } from '../../model/canonical.js';
import { contributionsOf } from '../../model/contribution.js';
import type { Json } from '../../model/json.js';
import type { FieldReading, Reading } from '../../model/reading.js';
import type { Write } from '../../model/write.js';

/**
 * The words of the judge's ledger. `survived`: all of it can be read; `escalated`: it stands in a conflict under
 * its author's name; `arbitrated`: a scalar value dropped for another, without a signal; `lost`: all or part of it is gone.
 */
export type Fate = 'survived' | 'escalated' | 'arbitrated' | 'lost';

export function fateOf(write: Write, { fields, escalations }: Reading): Fate {
  const reading = fields.find(({ field }) => field === write.field);
  if (reading && lostFrom(write, reading).length === 0) return 'survived';
  const contenders = escalations.flatMap((escalation) => escalation.contenders);
  if (contenders.some((contender) => isSame(contender, write))) return 'escalated';
  return write.kind === 'scalar' && reading?.kind === 'scalar' ? 'arbitrated' : 'lost';
}

/** How many of its contributions are lost: an arbitrated value is not, another one won. */
export function lostCount(write: Write, reading: Reading): number {
  if (fateOf(write, reading) !== 'lost') return 0;
  const found = reading.fields.find(({ field }) => field === write.field);
  return found ? lostFrom(write, found).length : contributionsOf(write).length;
}

/** What a field reads as; undefined where a conflict of it is open. */
export function valueOf(reading: FieldReading): Json | undefined {
  switch (reading.kind) {
    case 'scalar':
      return reading.value;
    case 'grow_set':
      return reading.elements;
    case 'append_text':
      return reading.text;
    case 'escalated':
      return undefined;
  }
}

function lostFrom(write: Write, reading: FieldReading): readonly string[] {
  return contributionsOf(write).filter((contribution) => !holds(reading, contribution));
}

function holds(reading: FieldReading, contribution: string): boolean {
  switch (reading.kind) {
    case 'scalar':
      return canonicalJson(reading.value) === contribution;
    case 'grow_set':
      return reading.elements.some((element) => canonicalJson(element) === contribution);
    case 'append_text':
      return reading.text.includes(contribution);
    case 'escalated':
      return false;
  }
}

function isSame(left: Pick<Write, 'agent_id' | 'op_id' | 'value'>, right: Write): boolean {
  return (
    left.agent_id === right.agent_id &&
    left.op_id === right.op_id &&
    canonicalJson(left.value) === canonicalJson(right.value)
  );
}
