import { describe, expect, it } from 'vitest';
import { SESSION_PROPERTIES } from '../../../src/sessions/judge/judge.js';
import type { Owner } from '../../../src/sessions/terms.js';
import { command, commitOf, nextTurnInput, ownerOf, TTL_MS, turnWork } from '../support/scene.js';
import { HistoryBuilder, leaseOf } from './support/history-builder.js';

const [a, b] = [ownerOf('a'), ownerOf('b')];
const b_again = ownerOf('b', 'b-2');
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

interface Plant {
  readonly property: string;
  readonly what: string;
  readonly tell: () => HistoryBuilder;
}

const plants: readonly Plant[] = [
  {
    property: 'one-live-holder',
    what: 'one fence given to two owners',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      const lease = leaseOf(b, fence, told.clock.now_ms());
      return told.says('tryClaimLease', { owner: b, ttl_ms: TTL_MS }, { type: 'acquired', lease });
    },
  },
  {
    property: 'one-live-holder',
    what: 'a lease given away before it had expired',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      const lease = leaseOf(b, fence + 1, told.clock.now_ms() + TTL_MS / 2);
      return told.says('tryClaimLease', { owner: b, ttl_ms: TTL_MS }, { type: 'acquired', lease });
    },
  },
  {
    property: 'one-live-holder',
    what: 'a live lease of a holder that nobody can look up, reclaimed',
    tell: () => reclaimedEarly(a),
  },
  {
    property: 'rising-fences',
    what: 'a fence that falls',
    tell: () => {
      const told = new HistoryBuilder();
      told.does('releaseLease', { fence: told.leased(a).fence });
      told.does('releaseLease', { fence: told.leased(b).fence });
      const lease = leaseOf(b_again, 1, told.clock.now_ms());
      const args = { owner: b_again, ttl_ms: TTL_MS };
      return told.says('tryClaimLease', args, { type: 'acquired', lease });
    },
  },
  {
    property: 'rising-fences',
    what: 'a fence used again by its own holder after its release',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      told.does('releaseLease', { fence });
      const lease = leaseOf(a, fence, told.clock.now_ms());
      return told.says('tryClaimLease', { owner: a, ttl_ms: TTL_MS }, { type: 'acquired', lease });
    },
  },
  {
    property: 'rising-fences',
    what: 'a fence skipped',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      told.does('releaseLease', { fence });
      const lease = leaseOf(b, fence + 2, told.clock.now_ms());
      return told.says('tryClaimLease', { owner: b, ttl_ms: TTL_MS }, { type: 'acquired', lease });
    },
  },
  {
    property: 'one-reclaimer',
    what: 'two reclaimers of one fence that both win',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      told.clock.advance(TTL_MS);
      const terms = { observed_fence: fence, ttl_ms: TTL_MS };
      told.does('reclaimLease', { claimant: b, ...terms });
      const lease = leaseOf(b_again, fence + 2, told.clock.now_ms());
      const args = { claimant: b_again, ...terms };
      return told.says('reclaimLease', args, { type: 'acquired', lease });
    },
  },
  {
    property: 'fenced-claim',
    what: 'work claimed under a fence that was succeeded',
    tell: () => {
      const told = succeeded();
      const work = told.does('enqueueWork', { draft: command() });
      return told.says('claimLeadingCommand', { fence: 1 }, { work, fence: 1 });
    },
  },
  {
    property: 'fenced-claim',
    what: 'a released lease renewed',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      told.does('releaseLease', { fence });
      const lease = leaseOf(a, fence, told.clock.now_ms());
      return told.says('renewLease', { fence, ttl_ms: TTL_MS }, lease);
    },
  },
  {
    property: 'fenced-commit',
    what: 'a commit under a fence that was succeeded',
    tell: () => committedLate(succeeded(), 1),
  },
  {
    property: 'fenced-commit',
    what: 'a commit after the release',
    tell: () => {
      const told = new HistoryBuilder();
      told.does('releaseLease', { fence: told.leased(a).fence });
      return committedLate(told, 1);
    },
  },
  {
    property: 'fenced-commit',
    what: 'a commit after the expiry, which another session has shown',
    tell: () => {
      const told = new HistoryBuilder();
      told.leased(a);
      told.clock.advance(TTL_MS);
      const elsewhere = { session_id: 's2', owner: b, ttl_ms: TTL_MS };
      told.does('tryClaimLease', elsewhere);
      return committedLate(told, 1);
    },
  },
  {
    property: 'contiguous-revisions',
    what: 'a revision that no accepted call has saved',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      told.does('checkpoint', { request: commitOf(fence) });
      const args = { request: commitOf(fence) };
      return told.says('checkpoint', args, { turn_index: 1, revision: 3, deferred: [] });
    },
  },
  {
    property: 'contiguous-revisions',
    what: 'a refused commit whose state is read',
    tell: () => {
      const told = new HistoryBuilder();
      told.does('checkpoint', { request: commitOf(told.leased(a).fence) });
      return told.says('readState', {}, { turn_index: 1, revision: 1, state: 'refused' });
    },
  },
  {
    property: 'contiguous-revisions',
    what: 'a revision given twice',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      told.does('checkpoint', { request: commitOf(fence) });
      const args = { request: commitOf(fence) };
      return told.says('checkpoint', args, { turn_index: 1, revision: 1, deferred: [] });
    },
  },
  {
    property: 'rising-turns',
    what: 'a turn index that falls',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      told.does('checkpoint', { request: commitOf(fence, { turn_index: 2 }) });
      const args = { request: commitOf(fence, { turn_index: 1 }) };
      return told.says('checkpoint', args, { turn_index: 1, revision: 2, deferred: [] });
    },
  },
  {
    property: 'replayed-commits',
    what: 'a commit that is answered in two ways',
    tell: () => {
      const told = new HistoryBuilder();
      const request = commitOf(told.leased(a).fence);
      const result = told.does('commit', { request });
      return told.says('commit', { request }, { ...result, revision: result.revision + 1 });
    },
  },
  {
    property: 'replayed-commits',
    what: 'a commit that is accepted with two contents',
    tell: () => {
      const told = new HistoryBuilder();
      const request = commitOf(told.leased(a).fence);
      const result = told.does('commit', { request });
      return told.says('commit', { request: { ...request, state: 'other' } }, result);
    },
  },
  {
    property: 'work-once',
    what: 'work completed twice',
    tell: () => {
      const told = new HistoryBuilder();
      const claims = claimedWork(told);
      told.does('completeWork', { claims });
      return told.says('completeWork', { claims }, { completed: 1 });
    },
  },
  {
    property: 'work-once',
    what: 'work claimed twice under one fence',
    tell: () => {
      const told = new HistoryBuilder();
      claimedWork(told);
      const work = told.does('openWork', {}).map((row) => row.work);
      const args = { fence: 1, boundary: 'idle', max: 1 } as const;
      return told.says(
        'claimReadyWork',
        args,
        work.map((one) => ({ work: one, fence: 1 })),
      );
    },
  },
  {
    property: 'work-once',
    what: 'work that is neither completed nor open at the end',
    tell: () => {
      const told = new HistoryBuilder();
      const work = { ...turnWork(), session_id: 's1', work_id: 77 };
      return told.says('enqueueWork', { draft: turnWork() }, work);
    },
  },
  {
    property: 'work-once',
    what: 'work that was completed and is open at the end',
    tell: () => {
      const told = new HistoryBuilder();
      return told.says('completeWork', { claims: claimedWork(told) }, { completed: 1 });
    },
  },
  {
    property: 'superseded-claims',
    what: 'work completed under a fence that was succeeded',
    tell: () => {
      const told = new HistoryBuilder();
      const claims = claimedWork(told);
      told.clock.advance(TTL_MS);
      told.leased(b);
      return told.says('completeWork', { claims }, { completed: 1 });
    },
  },
  {
    property: 'superseded-claims',
    what: 'work completed that was never claimed',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      const { work_id } = told.does('enqueueWork', { draft: turnWork() });
      return told.says('completeWork', { claims: [{ work_id, fence }] }, { completed: 1 });
    },
  },
  {
    property: 'inputs-once',
    what: 'an input that is gone',
    tell: () => {
      const told = new HistoryBuilder();
      const draft = nextTurnInput('hello');
      const input = {
        ...draft,
        session_id: 's1',
        input_id: 77,
        state: 'deferred_next_turn',
      } as const;
      return told.says('submitInput', { draft }, { input, replayed: false });
    },
  },
  {
    property: 'inputs-once',
    what: 'an input that was cancelled and still waits',
    tell: () => {
      const told = new HistoryBuilder();
      const { input } = told.does('submitInput', { draft: nextTurnInput('hello') });
      return told.says('cancelInput', { input_id: input.input_id }, { type: 'cancelled' });
    },
  },
  {
    property: 'inputs-once',
    what: 'an input that was completed and cancelled',
    tell: () => {
      const told = new HistoryBuilder();
      const input_id = claimedInput(told);
      const completes = { work: [], inputs: [{ input_id, fence: 1 }] };
      told.does('commit', { request: commitOf(1, { completes }) });
      return told.says('cancelInput', { input_id }, { type: 'cancelled' });
    },
  },
  {
    property: 'ingress-once',
    what: 'a source key that is new twice',
    tell: () => {
      const told = new HistoryBuilder();
      const draft = nextTurnInput('hello', 'k1');
      const { input } = told.does('submitInput', { draft });
      const other = { ...input, input_id: input.input_id + 1 };
      return told.says('submitInput', { draft }, { input: other, replayed: false });
    },
  },
  {
    property: 'ingress-once',
    what: 'another content accepted under one source key',
    tell: () => {
      const told = new HistoryBuilder();
      const { input } = told.does('submitInput', { draft: nextTurnInput('hello', 'k1') });
      const args = { draft: nextTurnInput('other', 'k1') };
      return told.says('submitInput', args, { input, replayed: true });
    },
  },
  {
    property: 'ingress-once',
    what: 'an input without a source key taken for another of equal payload',
    tell: () => {
      const told = new HistoryBuilder();
      const draft = nextTurnInput('hello');
      const { input } = told.does('submitInput', { draft });
      return told.says('submitInput', { draft }, { input, replayed: true });
    },
  },
  {
    property: 'cancel-or-claim',
    what: 'a cancelled input that is claimed',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      const { input } = told.does('submitInput', { draft: nextTurnInput('hello') });
      told.does('cancelInput', { input_id: input.input_id });
      const args = { fence, selection: { type: 'next_turn' }, max: 1 } as const;
      return told.says('claimInputs', args, [{ input: { ...input, state: 'accepted' }, fence }]);
    },
  },
  {
    property: 'cancel-or-claim',
    what: 'an input cancelled while its claim lived',
    tell: () => {
      const told = new HistoryBuilder();
      const input_id = claimedInput(told);
      told.says('cancelInput', { input_id }, { type: 'cancelled' });
      told.does('renewLease', { fence: 1, ttl_ms: TTL_MS });
      return told;
    },
  },
  {
    property: 'cancel-or-claim',
    what: 'a cancel refused though nobody had claimed',
    tell: () => {
      const told = new HistoryBuilder();
      const { input } = told.does('submitInput', { draft: nextTurnInput('hello') });
      const refused = { type: 'too_late', state: 'accepted' } as const;
      return told.says('cancelInput', { input_id: input.input_id }, refused);
    },
  },
  {
    property: 'linearizable',
    what: 'a lease that is free and refused',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      told.does('releaseLease', { fence });
      return told.says(
        'tryClaimLease',
        { owner: b, ttl_ms: TTL_MS },
        { type: 'busy', holder: a, fence },
      );
    },
  },
];

function succeeded(): HistoryBuilder {
  const told = new HistoryBuilder();
  told.leased(a);
  told.clock.advance(TTL_MS);
  told.leased(b);
  return told;
}

function committedLate(told: HistoryBuilder, fence: number): HistoryBuilder {
  const request = commitOf(fence);
  const result = { turn_index: 1, revision: 1, deferred: [], commit_id: 'c1', fence };
  return told.says('commit', { request }, result);
}

function reclaimedEarly(holder: Owner): HistoryBuilder {
  const told = new HistoryBuilder();
  const { fence } = told.leased(holder);
  const lease = leaseOf(b, fence + 1, told.clock.now_ms() + 1);
  const args = { claimant: b, observed_fence: fence, ttl_ms: TTL_MS };
  return told.says('reclaimLease', args, { type: 'acquired', lease });
}

function claimedWork(told: HistoryBuilder) {
  const { fence } = told.leased(a);
  told.does('enqueueWork', { draft: turnWork() });
  const claimed = told.does('claimReadyWork', { fence, boundary: 'idle', max: 1 });
  return claimed.map(({ work }) => ({ work_id: work.work_id, fence }));
}

function claimedInput(told: HistoryBuilder): number {
  const { fence } = told.leased(a);
  const { input } = told.does('submitInput', { draft: nextTurnInput('hello') });
  told.does('claimInputs', { fence, selection: { type: 'next_turn' }, max: 1 });
  return input.input_id;
}

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

  it('such as a fence that an unheard claim may have been given', () => {
    const told = new HistoryBuilder();
    told.does('releaseLease', { fence: told.leased(a).fence });
    told.unheard('tryClaimLease', { owner: ownerOf('c'), ttl_ms: 1 });
    const lease = leaseOf(b, 3, told.clock.now_ms() + 5);
    told.says('tryClaimLease', { owner: b, ttl_ms: TTL_MS }, { type: 'acquired', lease });
    expect(told.judged('rising-fences').verdict).toBe('PASS');
  });
});
