import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json.js';
import type { StateBlob } from '../../../src/model/blob.js';
import type { JsonObject } from '../../../src/langgraph/key-terms.js';
import { Desk } from './support/desk.js';

const leaf = fc.oneof(
  fc.constantFrom(null, 0, 1, 'a', 'b', true),
  fc.uniqueArray(fc.constantFrom('x', 'y', 1), { maxLength: 3 }),
);
const value: fc.Arbitrary<JsonObject> = fc.dictionary(
  fc.constantFrom('f', 'tags', '__proto__'),
  fc.oneof(leaf, fc.dictionary(fc.constantFrom('g', 'notes'), leaf, { maxKeys: 2 })),
  { maxKeys: 3 },
);

const step = fc.record({
  store: fc.nat(2),
  author: fc.constantFrom('ada', 'bob'),
  act: fc.constantFrom('put', 'update', 'delete', 'import', 'hold', 'put held'),
  value,
});
type Act = 'put' | 'update' | 'delete' | 'import' | 'hold' | 'put held';
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Three stores that write, hear of each other now and then, and have authors who act on old readings. */
function play(steps: readonly Step[]): readonly Desk[] {
  const desks = [0, 1, 2].map(() => new Desk());
  const held = new Map<Desk, ReturnType<Desk['author']>>();
  for (const { store, author, act, value } of steps) {
    const desk = desks[store] as Desk;
    const acts: Readonly<Record<Act, () => unknown>> = {
      put: () => desk.author(author).put(value),
      update: () => desk.author(author).update((before) => ({ ...before, ...value })),
      delete: () => desk.author(author).delete(),
      import: () => {
        desk.import(desks.flatMap(({ sent }) => sent));
      },
      hold: () => held.set(desk, desk.author(`slow-${author}`).read()),
      'put held': () => held.get(desk)?.put(value),
    };
    acts[act]();
  }
  return desks;
}

function holding(blobs: readonly StateBlob[]): Desk {
  const desk = new Desk();
  desk.import(blobs);
  return desk;
}

function readingOf({ document }: Desk): string {
  const { value, escalations, attribution } = document;
  return JSON.stringify({ value, escalations, attribution });
}

/** Every scalar in a value, as JSON. */
function leavesOf(value: Json): readonly string[] {
  if (typeof value !== 'object' || value === null) return [JSON.stringify(value)];
  return Object.values(value as Readonly<Record<string, Json>>).flatMap(leavesOf);
}

const runs = { numRuns: 40 };
const steps = fc.array(step, { minLength: 3, maxLength: 14 });

describe('documents of one key', () => {
  it('read the same, to the order of members, where they hold the same updates', () => {
    fc.assert(
      fc.property(steps, (steps) => {
        const desks = play(steps);
        const blobs = desks.flatMap(({ sent }) => sent);
        for (const desk of desks) desk.import(blobs);
        const readings = new Set([...desks, holding(blobs)].map(readingOf));
        expect(readings.size).toBe(1);
      }),
      runs,
    );
  });

  it('import in any order and any grouping, as often as updates come', () => {
    fc.assert(
      fc.property(steps, fc.integer(), (steps, seed) => {
        const blobs = play(steps).map(({ document }) => document.export());
        const one = holding(blobs);
        const other = new Desk();
        const from = Math.abs(seed) % 3;
        for (const index of [0, 1, 2]) other.import([blobs[(from + index) % 3] as StateBlob]);
        other.import([...blobs].reverse());
        expect(readingOf(other)).toBe(readingOf(one));
      }),
      runs,
    );
  });

  it('are to their writers what they are to whoever loads them', () => {
    fc.assert(
      fc.property(steps, (steps) => {
        for (const desk of play(steps)) {
          const before = readingOf(desk);
          expect(readingOf(holding([desk.document.export()]))).toBe(before);
        }
      }),
      runs,
    );
  });

  it('lose no element, fragment or value that two write at once', () => {
    fc.assert(
      fc.property(value, value, (first, second) => {
        const [a, b] = [new Desk(), new Desk()];
        a.author('ada').put({ f: first });
        b.author('bob').put({ f: second });
        a.import(b.sent);
        const held = leavesOf(a.value);
        for (const leaf of leavesOf([first, second])) expect(held).toContain(leaf);
      }),
      runs,
    );
  });
});
