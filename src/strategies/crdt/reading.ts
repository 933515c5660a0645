// From the plain data of two Loro documents to a reading: sets deduplicated with all their authors, text
// joined, scalars with one value read, everything else escalated with every contender named.

import { canonicalJson, compareText } from '../../model/canonical.js';
import type { JsonScalar } from '../../model/json.js';
import type {
  AppendTextReading,
  Author,
  Contender,
  Escalation,
  FieldReading,
  GrowSetReading,
  Reading,
} from '../../model/reading.js';
import type { AttributedHead, Fragment, PlainState, SetWrite } from './layout.js';
import { byDot } from './layout.js';

export function readingOf(state: PlainState): Reading {
  const names = new Set([...state.scalars.keys(), ...state.sets.keys(), ...state.texts.keys()]);
  const fields: FieldReading[] = [];
  const escalations: Escalation[] = [];
  for (const field of [...names].sort(compareText)) {
    const contenders = contendersOf(field, state);
    if (contenders) escalations.push({ status: 'open', field, contenders });
    fields.push(contenders ? { field, kind: 'escalated' } : readField(field, state));
  }
  return { fields, escalations, model_calls: 0 };
}

/** Every attributed value of a field in conflict; undefined where it is in none. */
function contendersOf(field: string, state: PlainState): readonly Contender[] | undefined {
  const heads = state.scalars.get(field) ?? [];
  const sets = state.sets.get(field) ?? [];
  const texts = state.texts.get(field) ?? [];
  const kinds = [heads, sets, texts].filter((writes) => writes.length > 0).length;
  if (kinds < 2 && !differ(heads)) return undefined;
  return [
    ...heads.map(({ agent_id, op_id, value }): Contender => ({
      agent_id,
      op_id,
      kind: 'scalar',
      value,
    })),
    ...sets.map(({ agent_id, op_id, elements }): Contender => ({
      agent_id,
      op_id,
      kind: 'grow_set',
      value: elements,
    })),
    ...texts.map(({ agent_id, op_id, text }): Contender => ({
      agent_id,
      op_id,
      kind: 'append_text',
      value: text,
    })),
  ].sort(byDot);
}

function differ(heads: readonly AttributedHead[]): boolean {
  return new Set(heads.map(({ value }) => canonicalJson(value))).size > 1;
}

/** A field in no conflict has writes of one kind, and if they are scalars, one value. */
function readField(field: string, state: PlainState): FieldReading {
  const sets = state.sets.get(field);
  if (sets) return readSet(field, sets);
  const texts = state.texts.get(field);
  if (texts) return readText(field, texts);
  const heads = state.scalars.get(field) ?? [];
  const authors = heads.map(({ agent_id, op_id }): Author => [agent_id, op_id]);
  return { field, kind: 'scalar', value: heads[0]?.value ?? null, authors };
}

function readSet(field: string, writes: readonly SetWrite[]): GrowSetReading {
  const found = new Map<string, { element: JsonScalar; authors: Author[] }>();
  for (const { agent_id, op_id, elements } of writes) {
    for (const element of elements) {
      const key = canonicalJson(element);
      const entry = found.get(key);
      if (entry) entry.authors.push([agent_id, op_id]);
      else found.set(key, { element, authors: [[agent_id, op_id]] });
    }
  }
  const entries = [...found].sort(([left], [right]) => compareText(left, right));
  return {
    field,
    kind: 'grow_set',
    elements: entries.map(([, { element }]) => element),
    authors: entries.map(([, { authors }]) => authors),
  };
}

function readText(field: string, fragments: readonly Fragment[]): AppendTextReading {
  return {
    field,
    kind: 'append_text',
    text: fragments.map(({ text }) => text).join(''),
    spans: fragments
      .filter(({ text }) => text.length > 0)
      .map(({ agent_id, op_id, text }) => ({ length: text.length, author: [agent_id, op_id] })),
  };
}
