// Where each kind of write lives in Loro, as names and texts. Nothing here touches the engine.
//
// Two documents per replica. A sequence operation next to operations of other containers breaks Loro's
// run-length encoding and makes every import of a concurrent blob replay all concurrent history, so text
// has a document, and one list, of its own; sets and scalars are maps in the other.
//
// - grow_set: one map per field, one key per write, so equal elements of two agents keep both authors.
// - scalar: one map per field, one key per agent and export. Overwriting deletes the keys the writer had
//   seen, so what is left in the map are exactly the values no writer has overwritten: a multi-value
//   register (observed-remove), with the causality tracked by Loro's own history.
// - append_text: one list of fragments; Loro's order of concurrent insertions is the order of the text.

import { compareText } from '../../model/canonical.js';
import type { Json, JsonScalar } from '../../model/json.js';
import type { Dot } from '../../model/write.js';

export const TEXT_LIST = 'text';
const SCALAR_PREFIX = 'scalar:';
const SET_PREFIX = 'set:';

// Loro refuses "/" in the name of a root container; the rest of the escaping keeps names reversible.
export function scalarContainer(field: string): string {
  return SCALAR_PREFIX + encodeURIComponent(field);
}

export function setContainer(field: string): string {
  return SET_PREFIX + encodeURIComponent(field);
}

export function readContainerName(name: string): { kind: 'scalar' | 'grow_set'; field: string } {
  return name.startsWith(SCALAR_PREFIX)
    ? { kind: 'scalar', field: decodeURIComponent(name.slice(SCALAR_PREFIX.length)) }
    : { kind: 'grow_set', field: decodeURIComponent(name.slice(SET_PREFIX.length)) };
}

/** The two halves of a map key made by {@link dotKey}. */
export function readDotKey(key: string): Dot {
  const space = key.indexOf(' ');
  return [key.slice(space + 1), Number(key.slice(0, space))];
}

/** One value of a scalar that no known writer has overwritten. */
export interface ScalarHead {
  readonly op_id: number;
  readonly value: Json;
  /** What its writer, or the writer of a value it overwrote, declared to follow. */
  readonly after: readonly Dot[];
}

// Values travel as JSON text: Loro would turn -0, large integers and lone surrogates into other values.
export function encodeHead({ op_id, value, after }: ScalarHead): string {
  return JSON.stringify(after.length === 0 ? [op_id, value] : [op_id, value, after]);
}

export type HeadTuple = readonly [op_id: number, value: Json, after?: readonly Dot[]];
export type FragmentTuple = readonly [field: string, agent_id: string, op_id: number, text: string];

/** The plain data of one replica, as Loro's two `toJSON()` give it. */
export interface PlainState {
  readonly scalars: ReadonlyMap<string, readonly AttributedHead[]>;
  readonly sets: ReadonlyMap<string, readonly SetWrite[]>;
  readonly texts: ReadonlyMap<string, readonly FragmentTuple[]>;
}

export interface AttributedHead extends ScalarHead {
  readonly agent_id: string;
}

export interface SetWrite {
  readonly agent_id: string;
  readonly op_id: number;
  readonly elements: readonly JsonScalar[];
}

/** Reads the two documents' JSON into maps by field. One parse per container: thousands cost more. */
export function readPlainState(maps: MapsJson, fragments: readonly string[]): PlainState {
  const scalars = new Map<string, AttributedHead[]>();
  const sets = new Map<string, SetWrite[]>();
  for (const name of Object.keys(maps)) {
    const entries = maps[name] ?? {};
    const { kind, field } = readContainerName(name);
    const keys = Object.keys(entries);
    if (keys.length === 0) continue;
    if (kind === 'scalar')
      scalars.set(field, readHeads(keys, parseAll(Object.values(entries)) as HeadTuple[]));
    else sets.set(field, readSetWrites(keys, parseAll(Object.values(entries)) as JsonScalar[][]));
  }
  return { scalars, sets, texts: groupFragments(parseAll(fragments) as FragmentTuple[]) };
}

export type MapsJson = Readonly<Record<string, Readonly<Record<string, string>>>>;

function parseAll(texts: readonly string[]): unknown {
  return JSON.parse(`[${texts.join(',')}]`);
}

function readHeads(keys: readonly string[], tuples: readonly HeadTuple[]): AttributedHead[] {
  const heads = tuples.map(([op_id, value, after], index) => {
    const [agent_id] = readDotKey(keys[index] ?? '');
    return { agent_id, op_id, value, after: after ?? [] };
  });
  return uncovered(heads).sort(byDot);
}

/** Leaves out values that another one's writer declared to follow; deliveries are Loro's business. */
function uncovered(heads: readonly AttributedHead[]): AttributedHead[] {
  const declared = heads.flatMap((head) => head.after);
  if (declared.length === 0) return [...heads];
  return heads.filter(
    (head) => !declared.some(([agent, op]) => agent === head.agent_id && head.op_id <= op),
  );
}

function readSetWrites(
  keys: readonly string[],
  values: readonly (readonly JsonScalar[])[],
): SetWrite[] {
  const writes = values.map((elements, index) => {
    const [agent_id, op_id] = readDotKey(keys[index] ?? '');
    return { agent_id, op_id, elements };
  });
  return writes.sort(byDot);
}

function groupFragments(fragments: readonly FragmentTuple[]): Map<string, FragmentTuple[]> {
  const byField = new Map<string, FragmentTuple[]>();
  for (const fragment of fragments) {
    const list = byField.get(fragment[0]);
    if (list) list.push(fragment);
    else byField.set(fragment[0], [fragment]);
  }
  return byField;
}

interface Dotted {
  readonly agent_id: string;
  readonly op_id: number;
}

/** By agent, then by op: the order in which authors and contenders are listed. */
export function byDot(left: Dotted, right: Dotted): number {
  return compareText(left.agent_id, right.agent_id) || left.op_id - right.op_id;
}
