// What a put to one key costs when thousands went before it: a store that slows down with its own history is
// no store. Seconds differ from machine to machine; the last puts against the first do not.

import { KeyDocument } from '../dist/langgraph/key-document.js';
import type { JsonObject } from '../dist/langgraph/key-terms.js';
import { createKindFinder } from '../dist/langgraph/kind-finder.js';
import { SyncedStore } from '../dist/langgraph/runtime/synced-store.js';
import type { Benchmark, Figure } from './benchmark.js';
import { median } from './benchmark.js';

const PUTS = 10_000;
const EDGE = 1_000;

/** The first puts pay for warming up: they are not those that later ones are held against. */
const WARM_UP_PUTS = 2_000;

export const store: Benchmark = {
  name: 'store',
  measure: async () => {
    putAll((index) => ({ status: index }), WARM_UP_PUTS);
    const tags: string[] = [];
    const scalar = putAll((index) => ({ status: index }), PUTS);
    const list = putAll((index) => {
      tags.push(`tag-${index}`);
      return { tags: [...tags] };
    }, PUTS);
    const element = putAll((index) => ({ tags: [`tag-${index}`] }), PUTS);
    const whole = await putAllThroughAStore((index) => ({ status: index }));
    const rewritten = await putAllThroughAStore((index) => ({ notes: `note ${index}` }));
    return [
      ...figuresOf('a scalar', scalar, { at_most: 1.5 }),
      ...figuresOf('an element that joins a list', element, null),
      ...figuresOf('a list that grows by one element', list, null),
      ...figuresOf('a scalar through SyncedStore', whole, { at_most: 1.5 }),
      ...figuresOf('a text written anew through SyncedStore', rewritten, { at_most: 1.5 }),
    ];
  },
};

/** Nanoseconds of each of that many puts to one key, each author having seen all before. */
function putAll(valueOf: (index: number) => JsonObject, puts: number): readonly number[] {
  const document = new KeyDocument({ peer_id: 1n, kindOf: createKindFinder() });
  const times_ns = Array.from({ length: puts }, (_, index) => {
    const value = valueOf(index);
    const start_ns = process.hrtime.bigint();
    document.put(value, {
      agent_id: 'agent',
      op_id: index,
      replica_id: '0123456789abcdef',
      mark: { arrival: index + 1, scope: null },
      sees: () => true,
      base: undefined,
    });
    return Number(process.hrtime.bigint() - start_ns);
  });
  document.dispose();
  return times_ns;
}

/** The same with all that stands around a document: the batch, the scope of a bare call, the mirror. */
async function putAllThroughAStore(
  valueOf: (index: number) => Record<string, unknown>,
): Promise<readonly number[]> {
  const store = new SyncedStore();
  const times_ns: number[] = [];
  for (let index = -WARM_UP_PUTS; index < PUTS; index += 1) {
    const key = index < 0 ? 'warm-up' : 'key';
    const start_ns = process.hrtime.bigint();
    await store.put(['bench'], key, valueOf(index));
    if (index >= 0) times_ns.push(Number(process.hrtime.bigint() - start_ns));
  }
  await store.close();
  return times_ns;
}

function figuresOf(
  what: string,
  times_ns: readonly number[],
  target: Figure['target'],
): readonly Figure[] {
  const first_ns = median(times_ns.slice(0, EDGE));
  const last_ns = median(times_ns.slice(-EDGE));
  const how = `medians of the first and the last ${EDGE} of ${PUTS} puts to one key`;
  return [
    {
      name: `store: put of ${what}, last to first`,
      value: last_ns / first_ns,
      unit: 'x',
      target,
      how,
    },
    { name: `store: put of ${what}, last`, value: last_ns / 1_000, unit: 'us', target: null, how },
  ];
}
