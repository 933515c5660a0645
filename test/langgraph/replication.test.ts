import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeBundle, encodeVersion } from '../../src/langgraph/bundle.js';
import { exportUpdates, importUpdates } from '../../src/langgraph/replication.js';
import type { StoreUpdate } from '../../src/langgraph/store-updates.js';
import { FakeSource } from './fake-source.js';

function written(replica_id: string, ...texts: readonly string[]): FakeSource {
  const source = new FakeSource(replica_id);
  for (const text of texts) source.put('key', text);
  return source;
}

const asBytes = (...updates: readonly StoreUpdate[]) => encodeBundle({ type: 'updates', updates });

describe('what a store exports', () => {
  it('brings an empty store all of it', () => {
    const from = written('a', 'one', 'two');
    const to = new FakeSource('b');
    expect(importUpdates(to, exportUpdates(from))).toEqual({ applied: 2, known: 0, gap: 0 });
    expect([to.texts, to.version]).toEqual([from.texts, from.version]);
  });

  it('since a version is of use only to a store that holds that version', () => {
    const from = written('a', 'one');
    const since = encodeVersion(from.version);
    from.put('other', 'two');
    const bytes = exportUpdates(from, since);
    const behind = new FakeSource('b');
    expect(importUpdates(behind, bytes)).toEqual({ applied: 0, known: 0, gap: 2 });
    expect([behind.texts, behind.version]).toEqual([{}, new Map()]);
    const upToDate = new FakeSource('c');
    importUpdates(upToDate, exportUpdates(written('a', 'one')));
    expect(importUpdates(upToDate, bytes)).toEqual({ applied: 1, known: 0, gap: 0 });
    expect(upToDate.texts).toEqual(from.texts);
  });

  it('is not merged again where all of it is known', () => {
    const from = written('a', 'one');
    const to = new FakeSource('b');
    importUpdates(to, exportUpdates(from));
    expect(importUpdates(to, exportUpdates(from))).toEqual({ applied: 0, known: 1, gap: 0 });
    expect(to.absorbed).toBe(1);
  });

  it('is told apart from damaged bytes', () => {
    const damaged: unknown = expect.objectContaining({ code: 'damaged_updates' });
    const source = written('a', 'one');
    expect(() => importUpdates(source, exportUpdates(source).subarray(1))).toThrow(damaged);
    expect(() => exportUpdates(source, new Uint8Array([1, 2, 3]))).toThrow(damaged);
  });
});

describe('updates', () => {
  it('are counted as applied, known or beyond a gap', () => {
    const from = new FakeSource('a');
    const [one, two, three] = [from.put('k', '1'), from.put('k', '2'), from.put('k', '3')];
    const to = new FakeSource('b');
    expect(importUpdates(to, asBytes(one, one, three))).toEqual({ applied: 1, known: 1, gap: 1 });
    expect(importUpdates(to, asBytes(two, three))).toEqual({ applied: 2, known: 0, gap: 0 });
    expect(to.texts).toEqual(from.texts);
  });

  it('in any order, with an export at the end, lead to the same state', () => {
    const from = new FakeSource('a');
    const all = Array.from({ length: 6 }, (_, index) => from.put(`k${index % 2}`, `${index}`));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...all), { maxLength: 12 }), (arrivals) => {
        const to = new FakeSource('b');
        importUpdates(to, asBytes(...arrivals));
        importUpdates(to, exportUpdates(from, encodeVersion(to.version)));
        expect([to.texts, to.version]).toEqual([from.texts, from.version]);
      }),
      { numRuns: 50 },
    );
  });
});
