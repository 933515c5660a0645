import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestReading } from '../../../src/model/digest.js';
import type { Write } from '../../../src/model/write.js';
import type { SyncSessionStore } from '../../../src/sessions/store.js';
import { SHARED_SESSION } from '../../../src/strategies/strategy.js';
import type { Replica } from '../../../src/strategies/strategy.js';
import { appendText, growSet, scalar } from '../support/writes.js';
import { memoryStore, threadOn } from './connected.js';

const AGENTS = ['A', 'B', 'C', 'D'];

/** Two agents on each of two threads. */
function fourOn(store: SyncSessionStore): ReadonlyMap<string, Replica> {
  const threads = [threadOn(store), threadOn(store)];
  return new Map(
    AGENTS.flatMap((id, index) => {
      const replica = threads[index % 2]?.(id);
      return replica ? [[id, replica] as const] : [];
    }),
  );
}

const intents = fc.array(
  fc.record({
    agent: fc.constantFrom(...AGENTS),
    kind: fc.constantFrom('scalar', 'grow_set', 'append_text'),
    field: fc.constantFrom('x', 'y'),
    value: fc.string(),
  }),
  { maxLength: 60 },
);

function writesOf(drawn: typeof intents extends fc.Arbitrary<infer T> ? T : never): Write[] {
  return drawn.map(({ agent, kind, field, value }, op_id): Write => {
    const name = `${kind}-${field}`;
    if (kind === 'scalar') return scalar([agent, op_id], name, value);
    if (kind === 'grow_set') return growSet([agent, op_id], name, [value, value.length]);
    return appendText([agent, op_id], name, value);
  });
}

/** What one agent alone would hold that made all the writes: another store, another connection. */
function alone(writes: readonly Write[]): string {
  const replica = threadOn(memoryStore())('A');
  for (const write of writes) replica.apply(write);
  return digestReading(replica.read()).reading;
}

describe('agents that share a store', () => {
  it('hold what one agent would who made all writes in their order, whoever made them where', () => {
    fc.assert(
      fc.property(intents, (drawn) => {
        const writes = writesOf(drawn);
        const replicas = fourOn(memoryStore());
        for (const write of writes) replicas.get(write.agent_id)?.apply(write);
        const told = [...replicas.values()].map((replica) => replica.export('delta'));
        for (const replica of replicas.values()) {
          void replica.import(told);
          expect(digestReading(replica.read()).reading).toBe(alone(writes));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('supersede what others wrote before, with nothing sent between them', () => {
    const replicas = fourOn(memoryStore());
    replicas.get('A')?.apply(scalar(['A', 0], 'status', 'draft'));
    replicas.get('B')?.apply(scalar(['B', 0], 'status', 'published'));
    expect(replicas.get('B')?.read()).toEqual({
      fields: [{ field: 'status', kind: 'scalar', value: 'published', authors: [['B', 0]] }],
      escalations: [],
      model_calls: 0,
    });
  });

  it('read no further than they were told, though the store holds more', () => {
    const replicas = fourOn(memoryStore());
    const [a, b, c] = ['A', 'B', 'C'].map((id) => replicas.get(id));
    a?.apply(growSet(['A', 0], 'tags', ['a']));
    const told = a?.export('delta') ?? new Uint8Array(0);
    b?.apply(growSet(['B', 0], 'tags', ['b']));
    void c?.import([told]);
    expect(c?.read().fields).toMatchObject([{ elements: ['a'] }]);
    expect(b?.read().fields).toMatchObject([{ elements: ['a', 'b'] }]);
  });

  it('escalate a field that was written with two kinds, for it reads as neither', () => {
    const replicas = fourOn(memoryStore());
    replicas.get('A')?.apply(scalar(['A', 0], 'notes', 'x'));
    replicas.get('B')?.apply(appendText(['B', 0], 'notes', 'y'));
    expect(replicas.get('B')?.read()).toMatchObject({
      fields: [{ field: 'notes', kind: 'escalated' }],
      escalations: [{ status: 'open', contenders: [{ agent_id: 'A' }, { agent_id: 'B' }] }],
    });
  });

  it('send nothing to who has seen as much, and a few bytes to who has not', () => {
    const replicas = fourOn(memoryStore());
    const [a, b] = ['A', 'B'].map((id) => replicas.get(id));
    const nothing = b?.version?.() ?? new Uint8Array(0);
    for (let op = 0; op < 300; op += 1) a?.apply(appendText(['A', op], 'notes', `line ${op}\n`));
    const news = a?.exportSince?.(nothing) ?? new Uint8Array(0);
    expect(news.length).toBeGreaterThan(0);
    expect(news.length).toBeLessThan(16);
    void b?.import([news]);
    expect(a?.exportSince?.(b?.version?.() ?? nothing)).toHaveLength(0);
    expect(b?.read()).toEqual(a?.read());
  });

  it('keep the state of the shared session small, however long the log has grown', () => {
    const store = memoryStore();
    const replica = threadOn(store)('A');
    const chars: number[] = [];
    for (let op = 0; op < 400; op += 1) {
      replica.apply(appendText(['A', op], 'notes', `line ${op}\n`));
      chars.push(JSON.stringify(store.readState({ session_id: SHARED_SESSION })).length);
    }
    expect(Math.max(...chars.slice(200))).toBeLessThan(1.2 * Math.max(...chars.slice(0, 200)));
  });

  it('leave the lease free behind every write', () => {
    const store = memoryStore();
    threadOn(store)('A').apply(scalar(['A', 0], 'x', 1));
    expect(store.inspectLease({ session_id: SHARED_SESSION })).toMatchObject({
      ok: true,
      value: { fence: 1, lease: null, live: false },
    });
  });
});
