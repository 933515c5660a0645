// Decoding the one entry in thousands that wins. A blob is untrusted: whatever a winner says is checked
// here, before any of its import takes effect.

import type { StateBlob } from '../../model/blob.js';
import type { Json, JsonScalar } from '../../model/json.js';
import { messageOf } from '../../model/problem.js';
import { AT } from './blob.js';
import { fieldKeyOf } from './field-key.js';
import type { Register, RegisterContent } from './register.js';
import type { Texts } from './texts.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What JSON spells otherwise between quotes, or does not allow there. */
const NOT_PLAIN = /["\\\u0000-\u001f]/;

/** A register and the bytes it was spelled in, in memory of their own. */
export interface Decoded {
  readonly register: Register;
  readonly texts: Texts;
}

/**
 * The register of the entry at `entry`, a position in the blob's buffer that `view` is on. The entry's
 * strings are known to lie within the blob.
 * @throws Error where they are not what a register holds, or the field is not the one of the key.
 */
export function decodeRegister(blob: StateBlob, view: DataView, entry: number): Decoded {
  try {
    const texts = copyTexts(blob, view, entry);
    const [agent, field, content] = partsOf(texts);
    const register: Register = {
      field: decodeName(field),
      clock: view.getFloat64(entry + AT.clock, true),
      agent_id: decodeName(agent),
      op_id: view.getFloat64(entry + AT.op_id, true),
      content: decodeContent(content),
    };
    refuseWrongKey(register.field, view, entry);
    return { register, texts };
  } catch (thrown) {
    throw new Error(`lww blob holds an unreadable register: ${messageOf(thrown)}`, {
      cause: thrown,
    });
  }
}

/** A copy, because the blob goes, and because the decoder refuses memory that other threads share. */
function copyTexts(blob: StateBlob, view: DataView, entry: number): Texts {
  const start = view.getUint32(entry + AT.strings, true);
  const agent_bytes = view.getUint32(entry + AT.agent_bytes, true);
  const field_bytes = view.getUint32(entry + AT.field_bytes, true);
  const value_bytes = view.getUint32(entry + AT.value_bytes, true);
  const end = start + agent_bytes + field_bytes + value_bytes;
  return { bytes: blob.slice(start, end), agent_bytes, field_bytes };
}

type Parts = readonly [agent: string, field: string, content: string];

function partsOf({ bytes, agent_bytes, field_bytes }: Texts): Parts {
  const value_at = agent_bytes + field_bytes;
  const text = utf8.decode(bytes);
  // As many characters as bytes are one byte each, and positions of the one are positions of the other.
  const between: (start: number, end: number) => string =
    text.length === bytes.length
      ? (start, end) => text.slice(start, end)
      : (start, end) => utf8.decode(bytes.subarray(start, end));
  return [between(0, agent_bytes), between(agent_bytes, value_at), between(value_at, bytes.length)];
}

function decodeName(text: string): string {
  if (!NOT_PLAIN.test(text)) return text;
  const name: unknown = JSON.parse(`"${text}"`);
  // One spelling per name, because ties are decided by it and it is handed on as it came.
  if (JSON.stringify(name) !== `"${text}"`)
    throw new TypeError('a name is not spelled as names are');
  return String(name);
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
