// Where each kind of write lives in Loro, as names and texts. Nothing here touches the engine.
//
// Two documents per replica. A sequence operation next to operations of other containers breaks Loro's
// run-length encoding and makes every import of a concurrent blob replay all concurrent history, so what
// only grows has a document, and one list, of its own; scalars are a map in the other. A container per
// field would cost too: each change of container between neighbouring operations does.
//
// - grow_set, append_text: one list element per write. Loro's order of concurrent insertions is the order
//   of a text; of a set, equal elements of several writes are one element with all their authors.
// - scalar: one map key per agent, field and export. Overwriting deletes the keys the writer had seen, so
//   what is left of a field are exactly the values no writer has overwritten: a multi-value register
//   (observed-remove), with the causality tracked by Loro's own history.

import { compareText } from '../../model/canonical.js';
import type { Json, JsonScalar } from '../../model/json.js';
import type { AppendTextWrite, Dot, GrowSetWrite } from '../../model/write.js';

/** The names of the root containers. */
export const SCALARS = 'scalars';
export const ADDITIONS = 'additions';

/** One value of a scalar that no known writer has overwritten. */
export interface ScalarHead {
  readonly op_id: number;
  readonly value: Json;
  /** What its writer, or the writer of a value it overwrote, declared to follow. */
  readonly after: readonly Dot[];
}

// Values travel as JSON text: Loro would turn -0, large integers and lone surrogates into other values.
type HeadTuple = readonly [field: string, op_id: number, value: Json, after?: readonly Dot[]];
type AdditionTuple = readonly [
  field: string,
  agent_id: string,
  op_id: number,
  added: string | readonly JsonScalar[],
];

export function encodeHead(field: string, { op_id, value, after }: ScalarHead): string {
  const tuple: HeadTuple =
    after.length === 0 ? [field, op_id, value] : [field, op_id, value, after];
  return JSON.stringify(tuple);
}

/** A text fragment is told from set elements by being a string. */
export function encodeAddition(write: GrowSetWrite | AppendTextWrite): string {
  const { field, agent_id, op_id, value } = write;
  return JSON.stringify([field, agent_id, op_id, value] satisfies AdditionTuple);
}

/** The plain data of one replica, as Loro's two `toJSON()` give it. */
export interface PlainState {
  readonly scalars: ReadonlyMap<string, readonly AttributedHead[]>;
  readonly sets: ReadonlyMap<string, readonly SetWrite[]>;
  readonly texts: ReadonlyMap<string, readonly Fragment[]>;
}

export interface AttributedHead extends ScalarHead {
  readonly agent_id: string;
  /** Where it lives among the scalars. */
  readonly key: string;
}

export interface SetWrite {
  readonly agent_id: string;
  readonly op_id: number;
  readonly elements: readonly JsonScalar[];
}

export interface Fragment {
  readonly agent_id: string;
  readonly op_id: number;
  readonly text: string;
}

/** A root map as Loro's `toJSON` gives it: keys are dots, values are encoded writes. */
export type PlainMap = Readonly<Record<string, string>>;

/** Reads the containers' plain data, grouped by field; additions stay in the list's order. */
export function readPlainState(scalars: PlainMap, additions: readonly string[]): PlainState {
  const heads = [...readHeads(scalars)].map(
    ([field, values]) => [field, uncovered(values).sort(byDot)] as const,
  );
  return { scalars: new Map(heads), ...readAdditions(additions) };
}

/** Every value present of every scalar, also those whose overwriting was only declared. */
export function readHeads(scalars: PlainMap): Map<string, AttributedHead[]> {
  const byField = new Map<string, AttributedHead[]>();
  const tuples = parseAll(Object.values(scalars)) as readonly HeadTuple[];
  for (const [index, key] of Object.keys(scalars).entries()) {
    const [field, op_id, value, after] = tuples[index] ?? ['', 0, null];
    const [agent_id] = readDotKey(key);
    push(byField, field, { key, agent_id, op_id, value, after: after ?? [] });
  }
  return byField;
}

function readAdditions(additions: readonly string[]): Pick<PlainState, 'sets' | 'texts'> {
  const sets = new Map<string, SetWrite[]>();
  const texts = new Map<string, Fragment[]>();
  for (const [field, agent_id, op_id, added] of parseAll(additions) as readonly AdditionTuple[]) {
    if (typeof added === 'string') push(texts, field, { agent_id, op_id, text: added });
    else push(sets, field, { agent_id, op_id, elements: added });
  }
  return { sets, texts };
}

/** One parse for all: thousands of small ones cost several times more. */
function parseAll(texts: readonly string[]): unknown {
  return JSON.parse(`[${texts.join(',')}]`);
}

/** The two halves of a key made by {@link dotKey}. */
export function readDotKey(key: string): Dot {
  const space = key.indexOf(' ');
  return [key.slice(space + 1), Number(key.slice(0, space))];
}

function push<T>(byField: Map<string, T[]>, field: string, item: T): void {
  const list = byField.get(field);
  if (list) list.push(item);
  else byField.set(field, [item]);
}

/** Leaves out values that another one's writer declared to follow; deliveries are Loro's business. */
export function uncovered(heads: readonly AttributedHead[]): AttributedHead[] {
  const declared = heads.flatMap((head) => head.after);
  if (declared.length === 0) return [...heads];
  return heads.filter(
    (head) => !declared.some(([agent, op]) => agent === head.agent_id && head.op_id <= op),
  );
}

interface Dotted {
  readonly agent_id: string;
  readonly op_id: number;
}

/** By agent, then by op: the order in which authors and contenders are listed. */
export function byDot(left: Dotted, right: Dotted): number {
  return compareText(left.agent_id, right.agent_id) || left.op_id - right.op_id;
}
