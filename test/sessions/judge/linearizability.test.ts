import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/model/random.js';
import type { RaceHistory } from '../../../src/sessions/history.js';
import { judgeHistory } from '../../../src/sessions/judge/judge.js';
import { linearizableWithin } from '../../../src/sessions/judge/properties/linearizable.js';
import { commitOf, nextTurnInput, ownerOf, TTL_MS, turnWork } from '../support/scene.js';
import { HistoryBuilder, leaseOf } from './support/history-builder.js';
import { a, b } from './support/plant.js';

const reading = { turn_index: 1, state: { said: 'hello' }, revision: 1 };

/** A commit in flight, and what a reader saw while it was. */
function readDuringCommit(seen: typeof reading | null): HistoryBuilder {
  const told = new HistoryBuilder();
  const { fence } = told.leased(a);
  const at = told.history().entries.length;
  told.does('commit', { request: commitOf(fence) });
  return told.answers('readState', {}, { ok: true, value: seen }, at);
}

describe('linearizability', () => {
  it('allows a reader to see a commit in flight, or not yet', () => {
    expect(readDuringCommit(reading).judged('linearizable').verdict).toBe('PASS');
    expect(readDuringCommit(null).judged('linearizable').verdict).toBe('PASS');
  });

  it('refuses a reader who does not see a commit that was answered before', () => {
    const told = new HistoryBuilder();
    told.does('commit', { request: commitOf(told.leased(a).fence) });
    told.says('readState', {}, null);
    expect(told.judged('linearizable')).toMatchObject({ verdict: 'FAIL', evidence: [2] });
  });

  it('refuses two readers who disagree on the order of a commit', () => {
    const told = readDuringCommit(reading);
    told.says('readState', {}, null);
    expect(told.judged('linearizable').verdict).toBe('FAIL');
  });

  it.each([reading, null])('lets an unheard commit take effect or not: %j', (seen) => {
    const told = new HistoryBuilder();
    const { fence } = told.leased(a);
    told.unheard('commit', { request: commitOf(fence) });
    told.says('readState', {}, seen);
    expect(told.judged('linearizable').verdict).toBe('PASS');
  });

  it('does not let an unheard commit be undone', () => {
    const told = new HistoryBuilder();
    const { fence } = told.leased(a);
    told.unheard('commit', { request: commitOf(fence) });
    told.says('readState', {}, reading);
    told.says('readState', {}, null);
    expect(told.judged('linearizable').verdict).toBe('FAIL');
  });

  it('does not let an unheard commit take effect once its fence is over', () => {
    const told = new HistoryBuilder();
    const { fence } = told.leased(a);
    told.unheard('commit', { request: commitOf(fence) });
    told.clock.advance(TTL_MS);
    told.leased(b);
    told.says('readState', {}, null);
    told.says('readState', {}, reading);
    expect(told.judged('linearizable').verdict).toBe('FAIL');
  });

  it('lets a row appear that an unheard call may have brought, under any id', () => {
    const told = new HistoryBuilder();
    told.unheard('enqueueWork', { draft: turnWork() });
    const work = { ...turnWork(), session_id: 's1', work_id: 3 };
    told.says('openWork', {}, [{ work, claimed_fence: null }]);
    expect(told.judged('linearizable').verdict).toBe('PASS');
  });

  it('lets a deferral or a conflict show the row that an unheard call has brought', () => {
    const told = new HistoryBuilder();
    const { fence } = told.leased(a);
    const target = { type: 'active_turn', turn_index: 1, min_boundary: 'after_work' } as const;
    told.unheard('submitInput', { draft: { target, payload: 'x', source_key: 'k1' } });
    const error = { code: 'SourceKeyConflict', message: '', existing_input_id: 4 } as const;
    told.answers('submitInput', { draft: nextTurnInput('y', 'k1') }, { ok: false, error });
    const result = { turn_index: 1, revision: 1, deferred: [4] };
    told.says('checkpoint', { request: commitOf(fence, { defers: 1 }) }, result);
    expect(told.judged('linearizable').verdict).toBe('PASS');
  });

  it('lets a caller guess the row that an unheard call has brought', () => {
    const told = new HistoryBuilder();
    told.unheard('submitInput', { draft: nextTurnInput('hello') });
    told.says('cancelInput', { input_id: 5 }, { type: 'cancelled' });
    expect(told.judged('linearizable').verdict).toBe('PASS');
  });

  it('gives up where the expiry of an unheard grant could be any', () => {
    const told = new HistoryBuilder();
    told.unheard('tryClaimLease', { owner: a, ttl_ms: TTL_MS });
    told.says('tryClaimLease', { owner: b, ttl_ms: TTL_MS }, { type: 'busy', holder: a, fence: 1 });
    expect(told.judged('linearizable')).toMatchObject({ verdict: 'UNKNOWN', examined: 0 });
  });

  it('knows when a lease has expired from what other sessions were granted', () => {
    const told = new HistoryBuilder();
    const { fence } = told.leased(a);
    told.clock.advance(TTL_MS);
    told.does('tryClaimLease', { session_id: 's2', owner: b, ttl_ms: TTL_MS } as never);
    told.says('claimLeadingCommand', { fence }, null);
    expect(told.judged('linearizable').verdict).toBe('FAIL');
  });

  it('allows an expiry at any time that nothing contradicts', () => {
    const told = new HistoryBuilder();
    const { fence } = told.leased(a);
    const error = { code: 'LeaseExpired', message: '', current_fence: fence } as const;
    told.answers('claimLeadingCommand', { fence }, { ok: false, error });
    expect(told.judged('linearizable').verdict).toBe('PASS');
  });

  it('decides nothing of a session that others had used before', () => {
    const told = new HistoryBuilder();
    const lease = leaseOf(a, 7, 0);
    told.says('tryClaimLease', { owner: a, ttl_ms: TTL_MS }, { type: 'acquired', lease });
    expect(told.judged('linearizable').verdict).toBe('UNKNOWN');
  });

  it('counts what lies beyond its limits as undecided', () => {
    const told = readDuringCommit(null);
    const history = told.history();
    const within = linearizableWithin({ configurations: 100, answers: 0 }).check(history);
    expect(within).toMatchObject({ verdict: 'UNKNOWN' });
  });
});

describe('a long history', () => {
  it('of eight thousand calls is judged, and a violation at its end is found', () => {
    const history = longHistory(8_000);
    const findings = judgeHistory(history);
    const failed = findings.filter(({ verdict }) => verdict === 'FAIL');
    expect(failed.map(({ property }) => property)).toEqual(['inputs-once']);
    expect(failed[0]?.evidence).toEqual([history.entries.length - 1]);
  });
});

/** Turn after turn over many sessions; the last input of all is gone at the end. */
function longHistory(calls: number): RaceHistory {
  const random = createRandom(1);
  const told = new HistoryBuilder();
  const fences = new Map<string, number>();
  for (let call = 0; call < calls; call += 4) {
    const session_id = `s${random.integer(1, 50)}`;
    const owner = ownerOf(`owner-${call}`);
    const elsewhere = { session_id } as object;
    told.does('tryClaimLease', { ...elsewhere, owner, ttl_ms: TTL_MS });
    const fence = (fences.get(session_id) ?? 0) + 1;
    fences.set(session_id, fence);
    told.does('submitInput', { ...elsewhere, draft: nextTurnInput('x', `k${call % 1_000}`) });
    told.does('readState', elsewhere);
    told.does('releaseLease', { ...elsewhere, fence });
  }
  const draft = nextTurnInput('gone');
  const input = { ...draft, session_id: 's1', input_id: 1e9, state: 'deferred_next_turn' } as const;
  told.says('submitInput', { draft }, { input, replayed: false });
  return told.history();
}
