// Decoding the one entry in thousands that wins. A blob is untrusted: whatever a winner says is checked
// here, before any of its import takes effect.

import type { StateBlob } from '../../model/blob.js';
import type { Json, JsonScalar } from '../../model/json.js';
import { messageOf } from '../../model/problem.js';
import { AT } from './blob.js';
import { fieldKeyOf } from './field-key.js';
import type { Register, RegisterContent } from './register.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The register of the entry at `entry`, a position in the blob's buffer that `view` is on. The entry's
 * strings are known to lie within the blob.
 * @throws Error where they are not what a register holds, or the field is not the one of the key.
 */
export function decodeRegister(blob: StateBlob, view: DataView, entry: number): Register {
  try {
    const [agent, field, content] = partsOf(blob, view, entry);
    const register: Register = {
      field: decodeName(field),
      clock: view.getFloat64(entry + AT.clock, true),
      agent_id: decodeName(agent),
      op_id: view.getFloat64(entry + AT.op_id, true),
      content: decodeContent(content),
    };
    refuseWrongKey(register.field, view, entry);
    return register;
  } catch (thrown) {
    throw new Error(`lww blob holds an unreadable register: ${messageOf(thrown)}`, {
      cause: thrown,
    });
  }
}

type Parts = readonly [agent: string, field: string, content: string];

function partsOf(blob: StateBlob, view: DataView, entry: number): Parts {
  let at = view.getUint32(entry + AT.strings, true);
  const next = (length_at: number): string => {
    const start = at;
    at += view.getUint32(entry + length_at, true);
    // A copy, because the decoder refuses memory that other threads share.
    return utf8.decode(blob.slice(start, at));
  };
  return [next(AT.agent_bytes), next(AT.field_bytes), next(AT.value_bytes)];
}

function decodeName(text: string): string {
  const name: unknown = JSON.parse(`"${text}"`);
  if (typeof name !== 'string') throw new TypeError('a name is not a string');
  return name;
}

function decodeContent(text: string): RegisterContent {
  const parsed: unknown = JSON.parse(text);
  if (Array.isArray(parsed) && parsed.length === 2) {
    const [kind, value] = parsed as [unknown, Json];
    if (kind === 'scalar') return { kind, value };
    if (kind === 'append_text' && typeof value === 'string') return { kind, value };
    if (kind === 'grow_set' && isScalarList(value)) return { kind, value };
  }
  throw new TypeError('a value is not one of any kind');
}

function isScalarList(value: Json): value is readonly JsonScalar[] {
  return Array.isArray(value) && value.every((item) => item === null || typeof item !== 'object');
}

/** A key that is not its field's would let an entry replace a register of another field. */
function refuseWrongKey(field: string, view: DataView, entry: number): void {
  const { low, high } = fieldKeyOf(field);
  if (
    low !== view.getInt32(entry + AT.key_low, true) ||
    high !== view.getInt32(entry + AT.key_high, true)
  ) {
    throw new Error(`the key of field ${JSON.stringify(field)} is not that of its name`);
  }
}
