// One field of the harness as the value of one key of a store, and the read-modify-write that an agent does
// to it. Pure: nothing here knows a store.
//
// Each kind has a member of its own, so that a field written with two kinds holds both, side by side. A store
// merges content; the harness asks beyond that for the name of everyone who wrote it. Two things are
// therefore added, and nothing else of the merge is taken out of the store's hands:
//
// - A scalar is a text that also says what its writer declared to follow, and how often its value was said
//   again by who had seen it: to a store, saying again what stands is no write.
// - A write that adds nothing, or not everything, to what stands is noted in a list beside it.

import { canonicalJson } from '../../model/canonical.js';
import type { Json, JsonScalar } from '../../model/json.js';
import type { AppendTextWrite, Dot, FieldKind, GrowSetWrite, Write } from '../../model/write.js';

/** The note of a growing write that a store would not tell from nothing. */
export type Note = readonly [
  agent_id: string,
  op_id: number,
  added: string | readonly JsonScalar[],
];

/** As a store reads it: checked member by member, for a conflict reads as something else. */
export type FieldValue = Readonly<Record<string, Json>>;

/** What is declared to the store of the members of a {@link FieldValue}. */
export const MEMBER_KINDS = {
  scalar: 'register',
  grow_set: 'grow_set',
  append_text: 'append_text',
  noted: 'grow_set',
} as const satisfies Readonly<Record<FieldKind | 'noted', string>>;

/** A value of a scalar, and what is told with it. */
export interface ScalarText {
  readonly value: Json;
  /** What its writer, or the writer of a value it overwrote, declared to follow. */
  readonly after: readonly Dot[];
  /** How often in a row the same value was written on top of itself. */
  readonly again_count: number;
}

/** One spelling per value, so that equal values of concurrent writers are one text to the store. */
export function encodeScalar({ value, after, again_count }: ScalarText): string {
  return canonicalJson([value, again_count, after]);
}

/** @throws SyntaxError where it is not one of {@link encodeScalar}'s texts. */
export function decodeScalar(text: string): ScalarText {
  const [value, again_count, after] = JSON.parse(text) as [Json, number, readonly Dot[]];
  return { value, again_count, after };
}

/**
 * What the agent puts back after it read `current`; null where there was nothing.
 * @param heads the texts of the scalar that stand in it, several where they are in conflict
 */
export function valueAfter(
  current: FieldValue | null,
  heads: readonly string[],
  write: Write,
): FieldValue {
  switch (write.kind) {
    case 'scalar':
      return { ...current, scalar: nextScalar(heads.map(decodeScalar), write) };
    case 'grow_set':
      return withElements(current, write);
    case 'append_text':
      return withFragment(current, write);
  }
}

function nextScalar(
  heads: readonly ScalarText[],
  { value, happens_after = [] }: Extract<Write, { kind: 'scalar' }>,
): string {
  const spelled = canonicalJson(value);
  const equal = heads.filter((head) => canonicalJson(head.value) === spelled);
  const again_count = Math.max(0, ...equal.map((head) => head.again_count + 1));
  const after = latestPerAgent([...happens_after, ...heads.flatMap((head) => head.after)]);
  return encodeScalar({ value, after, again_count });
}

function withElements(current: FieldValue | null, write: GrowSetWrite): FieldValue {
  const held = elementsOf(current);
  const known = new Set(held.map(canonicalJson));
  const news = write.value.filter((element) => !known.has(canonicalJson(element)));
  const value = { ...current, grow_set: [...held, ...news] };
  return write.value.length > 0 && news.length === write.value.length
    ? value
    : noting(value, write);
}

function withFragment(current: FieldValue | null, write: AppendTextWrite): FieldValue {
  const value = { ...current, append_text: `${textOf(current)}${write.value}` };
  return write.value === '' ? noting(value, write) : value;
}

function noting(current: FieldValue, write: GrowSetWrite | AppendTextWrite): FieldValue {
  const note: Note = [write.agent_id, write.op_id, write.value];
  return { ...current, noted: [...notesOf(current), note] };
}

export function elementsOf(current: FieldValue | null): readonly JsonScalar[] {
  return listIn(current, 'grow_set') as readonly JsonScalar[];
}

export function textOf(current: FieldValue | null): string {
  const text = current?.['append_text'];
  return typeof text === 'string' ? text : '';
}

export function notesOf(current: FieldValue | null): readonly Note[] {
  return listIn(current, 'noted') as unknown as readonly Note[];
}

function listIn(current: FieldValue | null, member: 'grow_set' | 'noted'): readonly Json[] {
  const list = current?.[member];
  return Array.isArray(list) ? (list as readonly Json[]) : [];
}

/** A dot stands for its agent's writes up to it, so the latest of each agent says it all. Sorted, to be spelled alike. */
function latestPerAgent(dots: readonly Dot[]): readonly Dot[] {
  const latest = new Map<string, number>();
  for (const [agent, op] of dots) latest.set(agent, Math.max(op, latest.get(agent) ?? 0));
  return [...latest].sort(([left], [right]) => (left < right ? -1 : 1));
}
