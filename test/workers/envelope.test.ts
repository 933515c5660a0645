import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/model/random.js';
import type { EnvelopeHeader } from '../../src/workers/envelope.js';
import {
  openEnvelope,
  resealed,
  runIdOf,
  sealedLength,
  sealInto,
  strategyIdOf,
} from '../../src/workers/envelope.js';

const HEADER: EnvelopeHeader = {
  run_id: runIdOf(7, 'cell'),
  strategy_id: strategyIdOf('crdt'),
  sender: 3,
  incarnation: 1,
  sequence: 12,
};

function sealed(payload: Uint8Array, header = HEADER): Uint8Array {
  const target = new Uint8Array(sealedLength(payload));
  sealInto(target, 0, payload, header);
  return target;
}

function noise(length: number, seed = 1): Uint8Array {
  const random = createRandom(seed);
  return Uint8Array.from({ length }, () => random.integer(0, 255));
}

function codeOf(bytes: Uint8Array): string {
  const opened = openEnvelope(bytes, HEADER);
  return opened.ok ? 'opened' : opened.code;
}

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = bytes.slice();
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

const u32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const headers: fc.Arbitrary<EnvelopeHeader> = fc.record({
  run_id: u64,
  strategy_id: u64,
  sender: u32,
  incarnation: u32,
  sequence: u32,
});

describe('an envelope', () => {
  it('gives back header and payload, from anywhere in shared memory, without a copy', () => {
    fc.assert(
      fc.property(headers, fc.uint8Array({ maxLength: 50 }), fc.nat(9), (header, payload, at) => {
        const length = sealedLength(payload);
        const shared = new Uint8Array(new SharedArrayBuffer(at + length + 5));
        sealInto(shared, at, payload, header);
        const opened = openEnvelope(shared.subarray(at, at + length), header);
        expect(opened).toMatchObject({ ok: true, header });
        const view = opened.ok ? opened.payload : new Uint8Array(1);
        expect([...view]).toEqual([...payload]);
        expect(view.buffer).toBe(shared.buffer);
        expect([...shared.subarray(0, at), ...shared.subarray(at + length)]).toEqual(
          new Array(at + 5).fill(0),
        );
      }),
    );
  });

  it('is refused with any one bit flipped, wherever it is', () => {
    const whole = sealed(noise(40));
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      expect(codeOf(flipped(whole, bit))).not.toBe('opened');
    }
  });

  it('is refused with a bit flipped in a large payload', () => {
    const whole = sealed(noise(20_000));
    const random = createRandom(2);
    const codes = Array.from({ length: 500 }, () =>
      codeOf(flipped(whole, random.integer(44 * 8, whole.length * 8 - 1))),
    );
    expect(new Set(codes)).toEqual(new Set(['damaged']));
  });

  it('is refused cut at any length', () => {
    const whole = sealed(noise(60));
    expect(codeOf(whole.subarray(0, 0))).toBe('empty');
    for (let length = 1; length < whole.length; length += 1) {
      expect(codeOf(whole.subarray(0, length))).toBe('truncated');
    }
  });

  it('is refused with bytes added, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 80 }), (more) => {
        expect(codeOf(Uint8Array.of(...sealed(noise(30)), ...more))).toBe('oversize');
      }),
    );
  });

  it.each([
    ['foreign_format', noise(100)],
    ['foreign_run', sealed(noise(9), { ...HEADER, run_id: HEADER.run_id + 1n })],
    ['foreign_strategy', sealed(noise(9), { ...HEADER, strategy_id: strategyIdOf('lww') })],
    ['foreign_run', sealed(noise(9), { ...HEADER, run_id: 0n, strategy_id: 0n })],
    ['damaged', flipped(sealed(noise(9), { ...HEADER, run_id: 0n }), 45 * 8)],
    ['oversize', Uint8Array.of(...flipped(sealed(noise(9)), 45 * 8), 1)],
  ])('is refused as %s by the first reason that applies', (code, bytes) => {
    expect(codeOf(bytes)).toBe(code);
  });

  it('can be sealed again as of another, and nothing else can', () => {
    const whole = sealed(noise(9));
    const other = resealed(whole, (header) => ({ ...header, run_id: 5n }));
    expect(codeOf(other ?? whole)).toBe('foreign_run');
    expect(resealed(whole.subarray(1), (header) => header)).toBeNull();
    expect(resealed(flipped(whole, 400), (header) => header)).toBeNull();
  });
});

describe('the ids in an envelope', () => {
  it('differ by strategy, seed and cell, and are the same for the same', () => {
    const ids = [strategyIdOf('a'), strategyIdOf('b'), runIdOf(1, 'a'), runIdOf(2, 'a')];
    expect(new Set([...ids, runIdOf(1, 'b')]).size).toBe(5);
    expect(runIdOf(1, 'a')).toBe(ids[2]);
  });
});
