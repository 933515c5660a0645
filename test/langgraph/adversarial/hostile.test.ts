import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeBundle } from '../../../src/langgraph/bundle.js';
import type { JsonObject } from '../../../src/langgraph/key-terms.js';
import { exportUpdates, importUpdates } from '../../../src/langgraph/replication.js';
import { beginScope } from '../../../src/langgraph/scopes.js';
import { seal } from '../../../src/langgraph/sealed.js';
import { StoreCore } from '../../../src/langgraph/store-core.js';
import type { StoreUpdate } from '../../../src/langgraph/store-updates.js';
import { WireWriter } from '../../../src/strategies/wire.js';

const names = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
  'a.b',
  '\ud800',
);
const scalars = fc.oneof(fc.constantFrom(null, true, 0, 1e21, '\udc00', '$escalated'), fc.string());
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    scalars,
    fc.dictionary(names, tie('tree'), { maxKeys: 3, noNullPrototype: true }),
    fc.uniqueArray(fc.oneof(scalars, fc.dictionary(names, scalars, { noNullPrototype: true })), {
      selector: (element) => JSON.stringify(element),
      maxLength: 3,
    }),
  ),
}));
const values = fc.dictionary(names, tree, {
  maxKeys: 4,
  noNullPrototype: true,
}) as fc.Arbitrary<JsonObject>;
const damaged: unknown = expect.objectContaining({ code: 'damaged_updates' });
const id = { namespace: ['constructor', '__proto__'], key: '__proto__' };

function copyOf(
  core: StoreCore,
  options: ConstructorParameters<typeof StoreCore>[0] = {},
): StoreCore {
  const copy = new StoreCore(options);
  importUpdates(copy, exportUpdates(core));
  return copy;
}

/** A value as far down as that many objects in each other. */
function nested(levels: number, value: JsonObject): JsonObject {
  return levels === 0 ? value : { down: nested(levels - 1, value) };
}

describe('hostile names and values', () => {
  it('come back as they were put, to every store, and touch no prototype', () => {
    fc.assert(
      fc.property(values, (value) => {
        const core = new StoreCore();
        core.put(id, value, beginScope('ada'));
        const spelled = JSON.stringify(value);
        expect(JSON.stringify(core.get(id)?.value)).toBe(spelled);
        expect(JSON.stringify(copyOf(core).get(id)?.value)).toBe(spelled);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  it('are too deep in one store where they are too deep in another', () => {
    const core = new StoreCore();
    const path = Array.from({ length: 60 }, () => 'down');
    const [one, other] = [beginScope('ada'), beginScope('bob')];
    core.put(id, nested(59, { down: 1 }), one);
    core.put(id, nested(59, { down: 2 }), other);
    expect(() => {
      core.resolve(id, path, nested(30, {}), 'judge');
    }).toThrow(expect.objectContaining({ code: 'too_deep' }));
    expect(core.escalations()).toHaveLength(1);
  });

  it('of a megabyte or ten thousand elements merge as small ones do', () => {
    const core = new StoreCore();
    const elements = Array.from({ length: 10_000 }, (_, index) => `${index}`);
    const [one, other] = [beginScope('ada'), beginScope('bob')];
    core.put(id, { notes: 'x'.repeat(2 ** 20), list: elements }, one);
    core.put(id, { notes: 'y', list: [...elements, 'last'] }, other);
    const { notes, list } = copyOf(core).get(id)?.value as { notes: string; list: string[] };
    expect(notes).toHaveLength(2 ** 20 + 1);
    expect(list).toEqual([...elements, 'last']);
  });
});

describe('a store of more items than are kept at hand', () => {
  it('reads, decides and attributes as one that keeps them all', () => {
    const [few, all] = [3, 100].map((maxLiveDocuments) => {
      const core = new StoreCore({ maxLiveDocuments, replica_id: '0'.repeat(16), now: () => 1 });
      for (let turn = 0; turn < 3; turn += 1)
        for (let item = 0; item < 12; item += 1) {
          const own = { namespace: ['n'], key: `${item}` };
          const [one, other] = [beginScope('ada'), beginScope('bob')];
          core.put(own, { turn, tags: [`a${turn}`] }, one);
          core.put(own, { turn: item % 2 ? turn : -turn, tags: [`b${turn}`] }, other);
        }
      const ids = Array.from({ length: 12 }, (_, item) => ({ namespace: ['n'], key: `${item}` }));
      return ids.map((own) => [core.get(own), core.attribution(own)]);
    });
    expect(few).toEqual(all);
  });
});

describe('bytes that nobody vouches for', () => {
  const core = new StoreCore();
  const sent: StoreUpdate[] = [];
  core.onUpdate((update) => sent.push(update));
  core.put(id, { status: 'draft', tags: ['x'], notes: 'text' }, beginScope('ada'));
  const update = sent[0] as StoreUpdate;

  it('are refused or change nothing, where an update is damaged inside a sound bundle', () => {
    const bytes = fc.tuple(fc.nat(update.blob.length - 1), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(bytes, ([at, flip]) => {
        const blob = update.blob.map((byte, index) => (index === at ? byte ^ flip : byte));
        const bundle = encodeBundle({ type: 'updates', updates: [{ ...update, blob }] });
        const reader = copyOf(core);
        reader.receive({ ...update, replica_id: 'another', blob: new Uint8Array(update.blob) });
        const outcome = outcomeOf(() => importUpdates(new StoreCore(), bundle));
        expect(['taken', 'damaged_updates']).toContain(outcome);
        outcomeOf(() => importUpdates(reader, bundle));
        expect(reader.get(id)?.value).toEqual(core.get(id)?.value);
      }),
      { numRuns: 60 },
    );
  });

  it('cannot claim more parts than they have', () => {
    for (const claim of [2 ** 20, 2 ** 40, 2 ** 53 - 1]) {
      const lists = seal('updates', new WireWriter().count(claim).finish());
      const texts = seal('updates', new WireWriter().count(1).count(claim).finish());
      expect(() => importUpdates(core, lists)).toThrow(damaged);
      expect(() => importUpdates(core, texts)).toThrow(damaged);
    }
  });
});

function outcomeOf(act: () => unknown): unknown {
  try {
    act();
    return 'taken';
  } catch (thrown) {
    return (thrown as { code?: unknown }).code;
  }
}
