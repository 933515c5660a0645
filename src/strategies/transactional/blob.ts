// Entries as lines of JSON: a header, the names that occur, the pasts that occur, one line each, and the
// entries, which refer to names and pasts by index. A receiver that has met a past before knows it by its
// line and does not parse it again.

import type { StateBlob } from '../../model/blob.js';
import type { Json, JsonScalar } from '../../model/json.js';
import { messageOf } from '../../model/problem.js';
import type { Write } from '../../model/write.js';
import type { Entry } from './entry.js';
import { refuseSelfCover } from './entry.js';
import type { Past, PastCatalog } from './past.js';
import { isCount } from './past.js';

const FORMAT = 'mergestorm-transactional-2';

type EntryTuple = readonly [
  agent: number,
  op_id: number,
  field: number,
  kind: string,
  value: Json,
  clock: number,
  observed: number,
  declared: number,
];

/** A scalar that replaced one of its own agent ends with that one's op. */
type ContinuedTuple = readonly [...EntryTuple, on_top_of: number];

const PARTS = { least: 8, most: 9 };

/** Numbers things in the order in which they first occur. */
class Numbering<T> {
  readonly #indexes = new Map<T, number>();

  indexOf(item: T): number {
    const index = this.#indexes.get(item) ?? this.#indexes.size;
    if (index === this.#indexes.size) this.#indexes.set(item, index);
    return index;
  }

  items(): readonly T[] {
    return [...this.#indexes.keys()];
  }
}

export function encodeEntries(entries: Iterable<Entry>): StateBlob {
  const names = new Numbering<string>();
  const pasts = new Numbering<Past>();
  const tuples: (EntryTuple | ContinuedTuple)[] = [];
  for (const entry of entries) tuples.push(tupleOf(entry, names, pasts));
  const past_lines = pasts.items().map(({ text }) => text);
  const lines = [
    JSON.stringify([FORMAT, past_lines.length]),
    JSON.stringify(names.items()),
    ...past_lines,
    JSON.stringify(tuples),
  ];
  return new TextEncoder().encode(lines.join('\n'));
}

function tupleOf(
  { write, clock, observed, on_top_of, declared }: Entry,
  names: Numbering<string>,
  pasts: Numbering<Past>,
): EntryTuple | ContinuedTuple {
  const tuple: EntryTuple = [
    names.indexOf(write.agent_id),
    write.op_id,
    names.indexOf(write.field),
    write.kind,
    write.value,
    clock,
    pasts.indexOf(observed),
    pasts.indexOf(declared),
  ];
  return on_top_of === null ? tuple : [...tuple, on_top_of];
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws Error where the bytes are not such a blob, or not all of one. */
export function decodeEntries(blob: StateBlob, catalog: PastCatalog): readonly Entry[] {
  try {
    // A copy, because the decoder refuses memory that other threads share.
    const [header = '', names = '', ...rest] = utf8.decode(blob.slice()).split('\n');
    const entries = rest.pop() ?? '';
    if (header !== JSON.stringify([FORMAT, rest.length])) {
      throw new Error(`it does not start as ${FORMAT} or lacks lines`);
    }
    const known: Known = {
      names: parseList(names),
      pasts: rest.map((line) => catalog.parse(line)),
    };
    return parseList(entries).map((tuple) => parseEntry(tuple, known));
  } catch (thrown) {
    throw new Error(
      `transactional blob of ${blob.length} bytes is unreadable: ${messageOf(thrown)}`,
      { cause: thrown },
    );
  }
}

function parseList(line: string): readonly unknown[] {
  const list: unknown = JSON.parse(line);
  if (!Array.isArray(list)) throw new Error('a line that should hold a list does not');
  return list;
}

/** What the entries of one blob refer to by index. */
interface Known {
  readonly names: readonly unknown[];
  readonly pasts: readonly Past[];
}

function parseEntry(tuple: unknown, { names, pasts }: Known): Entry {
  if (!Array.isArray(tuple) || tuple.length < PARTS.least || tuple.length > PARTS.most) {
    throw new Error(`an entry has not its ${PARTS.least} or ${PARTS.most} parts`);
  }
  const [agent, op_id, field, kind, value, clock, observed, declared, on_top_of = null] =
    tuple as unknown[];
  if (!isCount(op_id) || !isCount(clock)) throw new Error('an entry has no valid op id or clock');
  if (on_top_of !== null && !isCount(on_top_of)) throw new Error('an entry is on top of no op id');
  const entry: Entry = {
    write: parseWrite(nameAt(names, agent), op_id, nameAt(names, field), kind, value as Json),
    clock,
    observed: pastAt(pasts, observed),
    on_top_of,
    declared: pastAt(pasts, declared),
  };
  refuseSelfCover(entry);
  return entry;
}

function nameAt(names: readonly unknown[], index: unknown): string {
  const name = isCount(index) ? names[index] : undefined;
  if (typeof name !== 'string') throw new Error('an entry refers to a name that is not there');
  return name;
}

function pastAt(pasts: readonly Past[], index: unknown): Past {
  const past = isCount(index) ? pasts[index] : undefined;
  if (!past) throw new Error('an entry refers to a past that is not there');
  return past;
}

function parseWrite(
  agent_id: string,
  op_id: number,
  field: string,
  kind: unknown,
  value: Json,
): Write {
  if (kind === 'scalar') return { agent_id, op_id, field, kind, value };
  if (kind === 'append_text' && typeof value === 'string') {
    return { agent_id, op_id, field, kind, value };
  }
  if (kind === 'grow_set' && isScalarList(value)) return { agent_id, op_id, field, kind, value };
  throw new Error('an entry is not a write of any kind');
}

function isScalarList(value: Json): value is readonly JsonScalar[] {
  return Array.isArray(value) && value.every((item) => item === null || typeof item !== 'object');
}
