// From what a store tells of one key to what the harness reads of one field: the values as the store gives
// them, their authors and contenders as it attributes them. What a store cannot know is added: which values
// were declared to be followed by others, and that a field written with two kinds has no value.

import { canonicalJson } from '../../model/canonical.js';
import type { Json, JsonScalar } from '../../model/json.js';
import type { FieldReading, OpenEscalation } from '../../model/reading.js';
import type { Dot } from '../../model/write.js';
import { dotKey } from '../../model/write.js';
import type { AttributedHead, Fragment, PlainState, SetWrite } from '../crdt/layout.js';
import { byDot, uncovered } from '../crdt/layout.js';
import { readingOf } from '../crdt/reading.js';
import type { FieldValue } from './field-value.js';
import { decodeScalar, elementsOf, notesOf, textOf } from './field-value.js';

/** Something of a member, and the writes that it comes from. */
export interface Attributed {
  readonly value: Json;
  readonly authors: readonly Dot[];
}

/** All that a store tells of one key. */
export interface ToldField {
  readonly field: string;
  readonly value: FieldValue;
  /** By member, the parts that it is made of; of a scalar, all values that stand. */
  readonly parts: ReadonlyMap<string, readonly Attributed[]>;
}

export interface FieldState {
  readonly reading: FieldReading;
  readonly escalations: readonly OpenEscalation[];
}

/** Undefined where nothing was written that the harness would know as a field. */
export function readTold(told: ToldField): FieldState | undefined {
  const { fields, escalations } = readingOf(plainStateOf(told));
  const [reading] = fields;
  const open = escalations.filter((one): one is OpenEscalation => one.status === 'open');
  return reading && { reading: asTold(reading, told), escalations: open };
}

function plainStateOf(told: ToldField): PlainState {
  const heads = uncovered(headsOf(told));
  const [sets, texts] = [setWritesOf(told), fragmentsOf(told)];
  return { scalars: under(told, heads), sets: under(told, sets), texts: under(told, texts) };
}

function under<T>({ field }: ToldField, writes: readonly T[]): ReadonlyMap<string, readonly T[]> {
  return new Map(writes.length > 0 ? [[field, writes]] : []);
}

function headsOf({ parts }: ToldField): readonly AttributedHead[] {
  const heads = (parts.get('scalar') ?? []).flatMap(({ value: text, authors }) => {
    const { value, after } = decodeScalar(asText(text));
    return authors.map(([agent_id, op_id]) => ({ key: '', agent_id, op_id, value, after }));
  });
  return heads.sort(byDot);
}

/** By write, the elements that the store attributes to it, and those that were noted. */
function setWritesOf({ parts, value }: ToldField): readonly SetWrite[] {
  const writes = new Map<string, SetWrite & { readonly elements: JsonScalar[] }>();
  const writeOf = (agent_id: string, op_id: number): JsonScalar[] => {
    const key = dotKey(agent_id, op_id);
    const write = writes.get(key) ?? { agent_id, op_id, elements: [] };
    writes.set(key, write);
    return write.elements;
  };
  for (const { value: element, authors } of parts.get('grow_set') ?? []) {
    for (const [agent_id, op_id] of authors) writeOf(agent_id, op_id).push(element as JsonScalar);
  }
  for (const [agent_id, op_id, added] of notesOf(value)) {
    if (typeof added !== 'string') writeOf(agent_id, op_id).push(...added);
  }
  return [...writes.values()].map((write) => ({ ...write, elements: distinct(write.elements) }));
}

function distinct(elements: readonly JsonScalar[]): readonly JsonScalar[] {
  return [...new Map(elements.map((element) => [canonicalJson(element), element])).values()];
}

function fragmentsOf({ parts, value }: ToldField): readonly Fragment[] {
  const fragments = (parts.get('append_text') ?? []).flatMap(({ value: text, authors }) =>
    authors.map(([agent_id, op_id]) => ({ agent_id, op_id, text: asText(text) })),
  );
  const empty = notesOf(value).flatMap(([agent_id, op_id, added]) =>
    added === '' ? [{ agent_id, op_id, text: '' }] : [],
  );
  return [...fragments, ...empty];
}

/** The same reading with the store's own list or text in it, whatever its attribution adds up to. */
function asTold(reading: FieldReading, { value }: ToldField): FieldReading {
  if (reading.kind === 'append_text') return { ...reading, text: textOf(value) };
  if (reading.kind !== 'grow_set') return reading;
  const authors = new Map(
    reading.elements.map((element, index) => [canonicalJson(element), reading.authors[index]]),
  );
  const elements = elementsOf(value);
  return {
    ...reading,
    elements,
    authors: elements.map((element) => authors.get(canonicalJson(element)) ?? []),
  };
}

/** Scalars and fragments are texts to the store. Anything else is for the judge to see. */
function asText(value: Json): string {
  return typeof value === 'string' ? value : canonicalJson(value);
}
