import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reading } from './arbitrary-readings.js';
import { digestReading } from '../../src/model/digest.js';
import type {
  Author,
  Contender,
  Escalation,
  FieldReading,
  GrowSetReading,
  Reading,
} from '../../src/model/reading.js';

describe('digestReading', () => {
  it('does not depend on the order of fields, elements, authors, escalations or contenders', () => {
    const shuffled = reading.chain((original) =>
      shuffle(original).map((other) => ({ original, other })),
    );
    fc.assert(
      fc.property(shuffled, ({ original, other }) => {
        expect(digestReading(other)).toEqual(digestReading(original));
      }),
      { numRuns: 500 },
    );
  });

  it('differs for any two readings that differ in more than order', () => {
    const pair = fc.tuple(reading, reading).map(([left, right]) => ({ left, right }));
    fc.assert(
      fc.property(fc.oneof(pair, reading.chain(mutate)), ({ left, right }) => {
        const equal = spelledOut(left) === spelledOut(right);
        expect(digestReading(left).reading === digestReading(right).reading).toBe(equal);
      }),
      { numRuns: 1000 },
    );
  });

  it('tells attribution apart in the reading digest only', () => {
    const [left, right] = ['A', 'B'].map((who) => digestReading(LISTS.authors([who])));
    expect(left?.content).toBe(right?.content);
    expect(left?.reading).not.toBe(right?.reading);
  });

  it('is not fooled by names that hold what an encoding might put between two of them', () => {
    const one = (kind: keyof typeof LISTS, ...names: string[]) =>
      digestReading(LISTS[kind](names)).reading;
    for (const kind of ['authors', 'elements', 'spans', 'fields', 'contenders'] as const) {
      const forged = new Set(GLUES.map((glue) => one(kind, `A${glue}B`)));
      expect(forged.size).toBe(GLUES.length);
      expect(forged).not.toContain(one(kind, 'A', 'B'));
    }
  });

  it('tells an author without a write from one with any', () => {
    const held = (op_id: number | null) => digestReading(LISTS.authors(['A'], op_id)).reading;
    expect(new Set([held(null), held(0), held(1)]).size).toBe(3);
  });

  it('takes values as equal that are equal as canonical JSON', () => {
    const left = held({ field: 'a', kind: 'scalar', value: { x: 0, y: [1] }, authors: [] });
    const right = held({ field: 'a', kind: 'scalar', value: { y: [1], x: -0 }, authors: [] });
    expect(digestReading(left)).toEqual(digestReading(right));
  });

  it('covers the order of a text, open contenders and decisions, but not model calls', () => {
    const text = (value: string) =>
      held({ field: 'notes', kind: 'append_text', text: value, spans: [] });
    const content = (given: Reading) => digestReading(given).content;
    expect(content(text('ab'))).not.toBe(content(text('ba')));
    expect(content({ ...text('ab'), model_calls: 9 })).toBe(content(text('ab')));
    const conflict = { field: 'status', contenders: [] };
    const decided = { ...conflict, status: 'resolved', kind: 'scalar' } as const;
    const contents = [
      text('ab'),
      { ...text('ab'), escalations: [{ ...conflict, status: 'open' as const }] },
      { ...text('ab'), escalations: [{ ...decided, value: 1 }] },
      { ...text('ab'), escalations: [{ ...decided, value: 2 }] },
    ].map(content);
    expect(new Set(contents).size).toBe(4);
  });

  it('refuses a value that is not JSON', () => {
    const damaged = held({ field: 'a', kind: 'scalar', value: NaN, authors: [] });
    expect(() => digestReading(damaged)).toThrow(TypeError);
  });
});

/** Every text of up to three characters that separate or quote. */
const GLUES = texts(3, ['"', '\\', ',', '|', '[', ']', '?', ' ', '0', '\n']);

function texts(length: number, units: readonly string[]): readonly string[] {
  if (length === 0) return [''];
  return ['', ...units.flatMap((unit) => texts(length - 1, units).map((rest) => unit + rest))];
}

/** One reading per list of names, told apart by nothing but that list. */
const LISTS = {
  authors: (names: readonly string[], op_id: number | null = 0): Reading => {
    const list = names.map((one): Author => [one, op_id]);
    return held({ field: 'f', kind: 'scalar', value: 1, authors: list });
  },
  elements: (names: readonly string[]): Reading =>
    held({ field: 'f', kind: 'grow_set', elements: names, authors: [] }),
  spans: (names: readonly string[]): Reading => {
    const spans = names.map((one) => ({ length: 1, author: [one, 0] as const }));
    return held({ field: 'f', kind: 'append_text', text: 'ab', spans });
  },
  fields: (names: readonly string[]): Reading =>
    held(...names.map((field): FieldReading => ({ field, kind: 'escalated' }))),
  contenders: (names: readonly string[]): Reading => {
    const list = names.map((agent_id): Contender => ({
      agent_id,
      op_id: 0,
      kind: 'scalar',
      value: 0,
    }));
    return { ...held(), escalations: [{ status: 'open', field: 'f', contenders: list }] };
  },
};

function held(...fields: FieldReading[]): Reading {
  return { fields, escalations: [], model_calls: 0 };
}

function shuffle(original: Reading): fc.Arbitrary<Reading> {
  return fc.record({
    fields: shuffled(original.fields).chain((fields) => fc.tuple(...fields.map(shuffleField))),
    escalations: shuffled(original.escalations).chain((list) =>
      fc.tuple(...list.map(shuffleEscalation)),
    ),
    model_calls: fc.nat(),
  });
}

function shuffleField(field: FieldReading): fc.Arbitrary<FieldReading> {
  if (field.kind === 'scalar')
    return shuffled(field.authors).map((list) => ({ ...field, authors: list }));
  if (field.kind !== 'grow_set') return fc.constant(field);
  return shuffleSet(field);
}

/** Authors go with their element, so only lists as long as the elements are moved. */
function shuffleSet(field: GrowSetReading): fc.Arbitrary<FieldReading> {
  const size = Math.min(field.elements.length, field.authors.length);
  const pairs = field.elements
    .slice(0, size)
    .map((one, index) => ({ one, by: field.authors[index] ?? [] }));
  return shuffled(pairs).chain((list) =>
    fc.tuple(...list.map(({ by }) => shuffled(by))).map((lists) => ({
      ...field,
      elements: [...list.map(({ one }) => one), ...field.elements.slice(size)],
      authors: [...lists, ...field.authors.slice(size)],
    })),
  );
}

function shuffleEscalation(one: Escalation): fc.Arbitrary<Escalation> {
  return shuffled(one.contenders).map((list) => ({ ...one, contenders: list }));
}

function shuffled<T>(items: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
}

/** The same reading with one field listed twice or left out: close to it, and different. */
function mutate(left: Reading): fc.Arbitrary<{ left: Reading; right: Reading }> {
  const extra: FieldReading = left.fields[0] ?? { field: '', kind: 'escalated' };
  return fc.constantFrom(
    { left, right: { ...left, fields: left.fields.slice(1) } },
    { left, right: { ...left, fields: [...left.fields, extra] } },
    { left, right: { ...left, escalations: left.escalations.slice(1) } },
  );
}

/** What a digest must tell apart, spelled without any thought of speed. */
function spelledOut({ fields, escalations }: Reading): string {
  const lines = fields.map((field) => {
    if (field.kind === 'scalar')
      return [field.kind, field.field, field.value, sorted(field.authors)];
    if (field.kind !== 'grow_set') return field;
    const pairs = field.elements.map((one, index) => [one, spelledAuthors(field.authors[index])]);
    const surplus = field.authors.slice(field.elements.length).map(spelledAuthors);
    return [field.kind, field.field, sorted(pairs), sorted(surplus)];
  });
  const conflicts = escalations.map((one) => ({
    ...one,
    contenders: sorted(one.contenders.map(ordered)),
  }));
  return JSON.stringify([sorted(lines), sorted(conflicts.map(ordered))]);
}

function spelledAuthors(list: readonly Author[] | undefined): readonly string[] | null {
  return list ? sorted(list) : null;
}

function ordered(value: object): unknown {
  return Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
}

function sorted(items: readonly unknown[]): string[] {
  return items.map((item) => JSON.stringify(item)).sort();
}
