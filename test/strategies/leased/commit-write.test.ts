import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../src/sessions/memory/memory-store.js';
import { ManualClock } from '../../../src/sessions/session-clock.js';
import type { SyncSessionStore } from '../../../src/sessions/store.js';
import type { Owner } from '../../../src/sessions/terms.js';
import { TTL_MS } from '../../../src/strategies/leased/acquire.js';
import type { Writer } from '../../../src/strategies/leased/commit-write.js';
import { commitWrite } from '../../../src/strategies/leased/commit-write.js';
import { SHARED_SESSION } from '../../../src/strategies/strategy.js';
import { Patience } from '../../../src/strategies/leased/patience.js';
import { SharedLog } from '../../../src/strategies/leased/shared-log.js';
import { appendText } from '../support/writes.js';
import { altered, memoryStore } from './connected.js';

const BUSY = {
  ok: false,
  error: { code: 'StoreBusy', message: 'others were in the way' },
} as const;

function ownerNamed(owner_id: string): Owner {
  return { owner_id, incarnation_id: '1', liveness: { type: 'opaque' } };
}

/** @param sleep what happens while it waits */
function writerOn(store: SyncSessionStore, sleep: (ms: number) => void = () => undefined): Writer {
  const patience = new Patience(1, sleep);
  return { store, log: new SharedLog(store), owner: ownerNamed('A'), patience };
}

function holdLease(store: SyncSessionStore, ttl_ms = TTL_MS): void {
  const claimed = store.tryClaimLease({
    session_id: SHARED_SESSION,
    owner: ownerNamed('holder'),
    ttl_ms,
  });
  expect(claimed).toMatchObject({ ok: true, value: { type: 'acquired' } });
}

const first = appendText(['A', 0], 'notes', 'a');

/** Does this before the method's n-th call, and nothing later. */
function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
}

function textsIn(store: SyncSessionStore): readonly string[] {
  const log = new SharedLog(store);
  log.catchUp();
  return log.writes.map(({ value }) => JSON.stringify(value));
}

describe('a write through the store', () => {
  it('waits for the holder of the lease', () => {
    const clock = new ManualClock();
    const store = memoryStore(clock);
    holdLease(store, 100);
    const waits: number[] = [];
    const writer = writerOn(store, (ms) => {
      waits.push(ms);
      clock.advance(ms);
    });
    expect(commitWrite(first, writer)).toBe(1);
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...waits)).toBeLessThanOrEqual(2);
  });

  it('takes over from a holder whose process is gone', () => {
    const dead = { isDefinitelyDead: (owner: Owner) => owner.owner_id === 'holder' };
    const store = createMemoryStore({ clock: new ManualClock(), processes: dead });
    holdLease(store);
    expect(commitWrite(first, writerOn(store))).toBe(1);
    expect(store.inspectLease({ session_id: SHARED_SESSION })).toMatchObject({
      value: { fence: 2 },
    });
  });

  it('gives up on a holder that never ends, and names it', () => {
    const store = memoryStore();
    holdLease(store);
    expect(() => commitWrite(first, writerOn(store))).toThrow(/waited 120000 ms.*held by holder/);
  });

  it('is made again, once, where the lease was lost before its commit', () => {
    const clock = new ManualClock();
    const store = memoryStore(clock);
    const another = { ...writerOn(store), owner: ownerNamed('B') };
    const lose = once(() => {
      clock.advance(TTL_MS);
      commitWrite(appendText(['B', 0], 'notes', 'b'), another);
    });
    const losing = altered(store, {
      commit: (args) => {
        lose();
        return store.commit(args);
      },
    });
    expect(commitWrite(first, writerOn(losing))).toBe(2);
    expect(textsIn(store)).toEqual(['"b"', '"a"']);
  });

  it('leaves no trace of a page that it put away before it lost the lease', () => {
    const clock = new ManualClock();
    const store = memoryStore(clock);
    const texts = Array.from({ length: 40 }, (_, op) => `a${op}`);
    const another = { ...writerOn(store), owner: ownerNamed('B') };
    let lost = 0;
    const losing = altered(store, {
      commit: (args) => {
        const answer = store.commit(args);
        if (args.session_id !== SHARED_SESSION) {
          clock.advance(TTL_MS);
          commitWrite(appendText(['B', lost], 'notes', `b${lost}`), another);
          lost += 1;
        }
        return answer;
      },
    });
    const writer = writerOn(losing);
    for (const [op, text] of texts.entries())
      commitWrite(appendText(['A', op], 'notes', text), writer);
    expect(lost).toBeGreaterThan(0);
    const found = textsIn(store);
    expect(found.filter((text) => text.startsWith('"a'))).toEqual(
      texts.map((text) => JSON.stringify(text)),
    );
    expect(found).toHaveLength(texts.length + lost);
  });

  it.each(['tryClaimLease', 'readState', 'commit'] as const)(
    'asks again where the store itself was held by others during %s',
    (method) => {
      const store = memoryStore();
      let busy = 3;
      const often = altered(store, {
        [method]: (args: never) => {
          busy -= 1;
          return busy < 0 ? (store[method] as (given: never) => unknown)(args) : BUSY;
        },
      });
      expect(commitWrite(first, writerOn(often))).toBe(1);
      expect(textsIn(store)).toEqual(['"a"']);
    },
  );

  it('ends where the store refuses it for good', () => {
    const long = appendText(['A', 0], 'notes', 'x'.repeat(2_000_000));
    expect(() => commitWrite(long, writerOn(memoryStore()))).toThrow('InvalidArgument');
  });

  it('is not made by who finds something else in the shared session', () => {
    const store = memoryStore();
    holdLease(store);
    const request = {
      ...{ fence: 1, commit_id: 'x', turn_index: 0, state: { entries: 7 }, defers: null },
      ...{ completes: { work: [], inputs: [] }, releases_lease: true },
    };
    store.commit({ session_id: SHARED_SESSION, request });
    expect(() => commitWrite(first, writerOn(store))).toThrow('no page of the log');
  });
});
