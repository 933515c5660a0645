import { describe, expect, it } from 'vitest';
import { SESSION_PROPERTIES } from '../../../src/sessions/judge/judge.js';
import type { Owner } from '../../../src/sessions/terms.js';
import { commitOf, nextTurnInput, ownerOf, TTL_MS, turnWork } from '../support/scene.js';
import { faithfulPlants } from './support/faithful-plants.js';
import { HistoryBuilder, leaseOf } from './support/history-builder.js';
import { leasePlants, reclaimedEarly } from './support/lease-plants.js';
import { a, b } from './support/plant.js';
import { rowPlants } from './support/row-plants.js';
import { savePlants } from './support/save-plants.js';

const process_a: Owner = {
  ...a,
  liveness: { type: 'local_process', host: 'h', boot_id: 'b', pid: 7, started: '1' },
};

/** Everything that a store is asked in a race, once or twice, by one holder after another. */
function fullHistory(): HistoryBuilder {
  const told = new HistoryBuilder();
  const { fence } = told.leased(a);
  told.does('tryClaimLease', { owner: b, ttl_ms: TTL_MS });
  told.does('renewLease', { fence, ttl_ms: TTL_MS });
  const { work_id } = told.does('enqueueWork', { draft: turnWork() });
  told.does('enqueueWork', { draft: turnWork() });
  const { input } = told.does('submitInput', { draft: nextTurnInput('hello', 'k1') });
  told.does('submitInput', { draft: nextTurnInput('hello', 'k1') });
  told.tries('submitInput', { draft: nextTurnInput('other', 'k1') });
  const unwanted = told.does('submitInput', { draft: nextTurnInput('never mind') });
  told.does('cancelInput', { input_id: unwanted.input.input_id });
  told.does('claimReadyWork', { fence, boundary: 'idle', max: 1 });
  told.does('claimInputs', { fence, selection: { type: 'next_turn' }, max: 1 });
  told.does('cancelInput', { input_id: input.input_id });
  told.does('checkpoint', { request: commitOf(fence) });
  const completes = {
    work: [{ work_id, fence }],
    inputs: [{ input_id: input.input_id, fence }],
  };
  const request = commitOf(fence, { completes, releases_lease: false });
  told.does('commit', { request });
  told.does('commit', { request });
  told.tries('commit', { request: { ...request, state: 'other' } });
  told.does('readState', {});
  told.clock.advance(TTL_MS);
  told.does('reclaimLease', { claimant: b, observed_fence: fence, ttl_ms: TTL_MS });
  told.tries('commit', { request: commitOf(fence, { commit_id: 'late' }) });
  return told;
}

const plants = [...leasePlants, ...savePlants, ...rowPlants, ...faithfulPlants];

describe('the properties of session histories', () => {
  it.each(SESSION_PROPERTIES)('$name holds of a store that does as it should', ({ name }) => {
    const finding = fullHistory().judged(name);
    expect(finding).toMatchObject({ verdict: 'PASS', evidence: [] });
    expect(finding.examined).toBeGreaterThan(0);
  });

  it.each(SESSION_PROPERTIES)('$name is undecided where nothing happened', ({ name }) => {
    expect(new HistoryBuilder().judged(name)).toMatchObject({ verdict: 'UNKNOWN', examined: 0 });
  });

  it.each(plants)('$property catches $what', ({ property, tell }) => {
    const finding = tell().judged(property);
    expect(finding).toMatchObject({ property, verdict: 'FAIL' });
    expect(finding.evidence.length).toBeGreaterThan(0);
  });

  it('have a planted violation each, but for contention, which nothing violates', () => {
    const planted = new Set(plants.map(({ property }) => property));
    const names = SESSION_PROPERTIES.map(({ name }) => name);
    expect(names.filter((name) => !planted.has(name))).toEqual(['contention']);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('what is not certain accuses nobody', () => {
  it('such as a holder that a process lookup may have found dead', () => {
    expect(reclaimedEarly(process_a).judged('one-live-holder').verdict).toBe('PASS');
    expect(reclaimedEarly(process_a).judged('linearizable').verdict).toBe('PASS');
  });

  it('such as a commit that overlaps the acquisition of the next fence', () => {
    const told = new HistoryBuilder();
    const { fence } = told.leased(a);
    const before = told.history().entries.length;
    told.clock.advance(TTL_MS);
    told.leased(b);
    const result = { turn_index: 1, revision: 1, deferred: [], commit_id: 'c1', fence };
    told.answers('commit', { request: commitOf(fence) }, { ok: true, value: result }, before);
    expect(told.judged('fenced-commit').verdict).toBe('PASS');
  });

  it('such as a row that an unheard commit may have completed', () => {
    const told = new HistoryBuilder();
    const work = { ...turnWork(), session_id: 's1', work_id: 77 };
    told.says('enqueueWork', { draft: turnWork() }, work);
    const completes = { work: [{ work_id: 77, fence: 1 }], inputs: [] };
    told.unheard('commit', { request: commitOf(1, { completes }) });
    expect(told.judged('work-once').verdict).toBe('PASS');
  });

  it('such as a row that an unheard call may have handed in', () => {
    const told = new HistoryBuilder();
    const { fence } = told.leased(a);
    told.unheard('enqueueWork', { draft: turnWork() });
    const work = { ...turnWork(), session_id: 's1', work_id: 77 };
    told.says('claimReadyWork', { fence, boundary: 'idle', max: 1 }, [{ work, fence }]);
    expect(told.judged('faithful-rows').verdict).toBe('PASS');
  });

  it('such as a fence that an unheard claim may have been given', () => {
    const told = new HistoryBuilder();
    told.does('releaseLease', { fence: told.leased(a).fence });
    told.unheard('tryClaimLease', { owner: ownerOf('c'), ttl_ms: 1 });
    const lease = leaseOf(b, 3, told.clock.now_ms() + 5);
    told.says('tryClaimLease', { owner: b, ttl_ms: TTL_MS }, { type: 'acquired', lease });
    expect(told.judged('rising-fences').verdict).toBe('PASS');
  });
});
