// In what a conflict that a replica shows differs from the one that stands, in a few words.

import { printable } from '../model/quote.js';
import type { Escalation } from '../model/reading.js';
import type { Write } from '../model/write.js';
import { dotKey } from '../model/write.js';
import type { ExpectedConflict } from './conflict.js';
import { spellContender, spellWrite } from './conflict.js';
import { describeDot } from './contribution.js';

/** The first difference found; `expected` is undefined where the field is in no conflict. */
export function differenceOf(
  { field, contenders }: Escalation,
  expected: ExpectedConflict | undefined,
): string {
  const name = printable(field);
  if (!expected) return `${name} is surfaced without a conflict`;
  const writes = byDot(expected.contenders);
  for (const contender of contenders) {
    const who = describeDot(contender.agent_id, contender.op_id);
    const key = dotKey(contender.agent_id, contender.op_id);
    const write = writes.get(key);
    if (!write) return `${name} names ${who}, which does not contend or is named twice`;
    if (spellWrite(write) !== spellContender(contender))
      return `${name} garbles the value of ${who}`;
    writes.delete(key);
  }
  const [left_out] = writes.values();
  if (!left_out) return `${name} is surfaced twice`;
  return `${name} leaves out contender ${describeDot(left_out.agent_id, left_out.op_id)}`;
}

function byDot(writes: readonly Write[]): Map<string, Write> {
  return new Map(writes.map((write) => [dotKey(write.agent_id, write.op_id), write]));
}
