// One write as the shared log keeps it: JSON text, so that no store, whatever it does to values, changes what an
// agent wrote. What a write declares to follow is left out: it follows all that stands before it in the log.

import type { Write } from '../../model/write.js';
import { FIELD_KINDS } from '../../model/write.js';

type EntryTuple = readonly [
  agent_id: string,
  op_id: number,
  field: string,
  kind: Write['kind'],
  value: Write['value'],
];

export function encodeEntry({ agent_id, op_id, field, kind, value }: Write): string {
  return JSON.stringify([agent_id, op_id, field, kind, value] satisfies EntryTuple);
}

/** @throws Error where the text is no entry. */
export function decodeEntry(text: string): Write {
  const parsed: unknown = JSON.parse(text);
  if (!isEntry(parsed)) throw new Error('the shared log holds what is no entry');
  const [agent_id, op_id, field, kind, value] = parsed;
  // The value is what a write of that kind holds, for it was encoded from one.
  return { agent_id, op_id, field, kind, value } as Write;
}

function isEntry(parsed: unknown): parsed is EntryTuple {
  if (!Array.isArray(parsed) || parsed.length !== 5) return false;
  const [agent_id, op_id, field, kind] = parsed as unknown[];
  return (
    typeof agent_id === 'string' &&
    typeof op_id === 'number' &&
    typeof field === 'string' &&
    FIELD_KINDS.some((known) => known === kind)
  );
}
