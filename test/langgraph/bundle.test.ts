import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeBundle,
  decodeVersion,
  encodeBundle,
  encodeVersion,
} from '../../src/langgraph/bundle.js';
import type { Bundle, StoreVersion } from '../../src/langgraph/store-updates.js';

const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\ud800', '__proto__', ''));
const counts = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constant(2 ** 53 - 1));
const versions: fc.Arbitrary<StoreVersion> = fc
  .array(fc.tuple(texts, counts), { maxLength: 5 })
  .map((pairs) => new Map(pairs));
const moments = fc.double({ noNaN: true, noDefaultInfinity: true });
const ids = { namespace: fc.array(texts, { maxLength: 3 }), key: texts };
const blob = fc.uint8Array({ maxLength: 50 });

const updates: fc.Arbitrary<Bundle> = fc.record({
  type: fc.constant('updates' as const),
  updates: fc.array(
    fc.record({ ...ids, replica_id: texts, sequence: counts, blob, written_at_ms: moments }),
    { maxLength: 4 },
  ),
});
const states: fc.Arbitrary<Bundle> = versions.chain((version) =>
  fc.record({
    type: fc.constant('state' as const),
    since: versions,
    state: fc.record({
      version: fc.constant(version),
      items: fc.array(
        fc.record({
          ...ids,
          blob,
          created_at_ms: moments,
          updated_at_ms: moments,
          touched: fc.subarray([...version]).map((pairs) => new Map(pairs)),
        }),
        { maxLength: 4 },
      ),
    }),
  }),
);
const bundles = fc.oneof(updates, states);
const damaged: unknown = expect.objectContaining({ code: 'damaged_updates' });

describe('a bundle', () => {
  it('comes back from its bytes as it was, lone surrogates and fractions included', () => {
    fc.assert(
      fc.property(bundles, (bundle) => {
        expect(decodeBundle(encodeBundle(bundle))).toEqual(bundle);
      }),
      { numRuns: 100 },
    );
  });

  it('is refused with any one byte changed, or any of its end missing', () => {
    fc.assert(
      fc.property(bundles, fc.nat(), fc.integer({ min: 1, max: 255 }), (bundle, place, flip) => {
        const bytes = encodeBundle(bundle);
        const at = place % bytes.length;
        const changed = bytes.map((byte, index) => (index === at ? byte ^ flip : byte));
        expect(() => decodeBundle(changed)).toThrow(damaged);
        expect(() => decodeBundle(bytes.subarray(0, at))).toThrow(damaged);
      }),
      { numRuns: 200 },
    );
  });

  it('is refused where it is something else', () => {
    expect(() => decodeBundle(encodeVersion(new Map()))).toThrow(damaged);
    expect(() => decodeVersion(encodeBundle({ type: 'updates', updates: [] }))).toThrow(damaged);
    expect(() => decodeBundle(new Uint8Array())).toThrow(damaged);
  });

  it('keeps nothing of the message that it came in', () => {
    const update = { namespace: [], key: 'k', replica_id: 'r', sequence: 1, written_at_ms: 0 };
    const message = Buffer.from(
      encodeBundle({ type: 'updates', updates: [{ ...update, blob: new Uint8Array([7]) }] }),
    );
    const bundle = decodeBundle(message);
    message.fill(0);
    expect(bundle).toMatchObject({ updates: [{ blob: new Uint8Array([7]) }] });
  });

  it('cannot name a store that its version does not have', () => {
    const item = {
      namespace: [],
      key: 'k',
      blob: new Uint8Array(),
      created_at_ms: 0,
      updated_at_ms: 0,
    };
    const state = { version: new Map(), items: [{ ...item, touched: new Map([['r', 1]]) }] };
    expect(() => encodeBundle({ type: 'state', since: new Map(), state })).toThrow(TypeError);
  });
});

describe('a version', () => {
  it('comes back from its bytes as it was', () => {
    fc.assert(
      fc.property(versions, (version) => {
        expect(decodeVersion(encodeVersion(version))).toEqual(version);
      }),
      { numRuns: 50 },
    );
  });

  it('leaves out stores of which nothing is held', () => {
    expect(decodeVersion(encodeVersion(new Map([['a', 0]])))).toEqual(new Map());
  });
});
