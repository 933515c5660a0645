import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Damage } from '../../src/workers/damage.js';
import { damaged, DAMAGES } from '../../src/workers/damage.js';
import { openEnvelope, sealedLength, sealInto } from '../../src/workers/envelope.js';

const KEY = { run_id: 11n, strategy_id: 22n };

const payloads = fc.uint8Array({ maxLength: 60 });
const damages: fc.Arbitrary<Damage> = fc.record({
  type: fc.constantFrom(...DAMAGES),
  seed: fc.integer(),
});

function sealed(payload: Uint8Array): Uint8Array {
  const target = new Uint8Array(sealedLength(payload));
  sealInto(target, 0, payload, { ...KEY, sender: 0, incarnation: 0, sequence: 0 });
  return target;
}

function codesOf(type: Damage['type'], payload: Uint8Array): ReadonlySet<string> {
  const seeds = Array.from({ length: 40 }, (_, seed) => seed);
  return new Set(
    seeds.map((seed) => {
      const opened = openEnvelope(damaged(sealed(payload), { type, seed }), KEY);
      return opened.ok ? 'opened' : opened.code;
    }),
  );
}

describe('damage', () => {
  it('never leaves bytes as they were, sealed or not, and never touches the original', () => {
    fc.assert(
      fc.property(fc.oneof(payloads, payloads.map(sealed)), damages, (bytes, damage) => {
        const before = [...bytes];
        expect([...damaged(bytes, damage)]).not.toEqual(before);
        expect([...bytes]).toEqual(before);
      }),
    );
  });

  it('does the same to the same bytes', () => {
    fc.assert(
      fc.property(payloads, damages, (bytes, damage) => {
        expect(damaged(bytes, damage)).toEqual(damaged(bytes.slice(), damage));
      }),
    );
  });

  it('makes a copy of its own of a view on shared memory', () => {
    fc.assert(
      fc.property(payloads, damages, (bytes, damage) => {
        const shared = new Uint8Array(new SharedArrayBuffer(bytes.length + 3), 3);
        shared.set(bytes);
        const copy = damaged(shared, damage);
        expect([...copy]).toEqual([...damaged(bytes, damage)]);
        expect(copy.buffer).not.toBe(shared.buffer);
      }),
    );
  });

  it.each([
    ['truncate', (length: number, before: number) => length < before],
    ['empty', (length: number) => length === 0],
    ['oversize', (length: number, before: number) => length > before],
    ['bit_flip', (length: number, before: number) => length === before],
    ['foreign', (length: number, before: number) => length === before],
  ] as const)('%s has the length it should have', (type, holds) => {
    for (let seed = 0; seed < 100; seed += 1) {
      const bytes = new Uint8Array(20);
      expect(holds(damaged(bytes, { type, seed }).length, bytes.length)).toBe(true);
    }
  });

  it('flips exactly one bit', () => {
    for (let seed = 0; seed < 100; seed += 1) {
      const bits = [...damaged(new Uint8Array(20), { type: 'bit_flip', seed })]
        .map((byte) => byte.toString(2).replaceAll('0', ''))
        .join('');
      expect(bits).toBe('1');
    }
  });

  it.each([
    ['empty', ['empty']],
    ['oversize', ['oversize']],
    ['foreign', ['foreign_run', 'foreign_strategy']],
  ] as const)('%s is refused by an envelope as %s', (type, codes) => {
    expect(codesOf(type, new Uint8Array(30))).toEqual(new Set(codes));
  });

  it.each(['truncate', 'bit_flip'] as const)('%s is refused by an envelope', (type) => {
    expect(codesOf(type, new Uint8Array(30))).not.toContain('opened');
  });
});
