// Every row of the table of faults, for every strategy: what a fault must show, and what it must not.

import { describe, expect, it } from 'vitest';
import { createInlineHost } from '../../../src/coordinator/inline-host.js';
import { runRepetition } from '../../../src/coordinator/repetition.js';
import type { RepetitionResult } from '../../../src/coordinator/repetition-plan.js';
import type { Conditions } from '../../support/plan.js';
import { buildPlan, layMixed, under } from '../../support/plan.js';

const STRATEGIES = ['lww', 'transactional', 'crdt', 'langgraph'] as const;
type Name = (typeof STRATEGIES)[number];

const once = await layMixed({ agents: 6, rounds: 1, writes_per_agent: 6, seed: 11 });
const often = await layMixed({ agents: 6, rounds: 6, writes_per_agent: 6, seed: 11 });
const thrice = await layMixed({ agents: 6, rounds: 3, writes_per_agent: 6, seed: 11 });

function execute(name: Name, conditions: Conditions, script = once): Promise<RepetitionResult> {
  const plan = buildPlan(script, name, { seed: 11, ...under(conditions) });
  return runRepetition(createInlineHost(2), plan);
}

function findingOf({ judgement }: RepetitionResult, check: string) {
  return judgement.findings.find((finding) => finding.check === check);
}

/** As the strategy fares without faults: right, or in the way it is known to be wrong. */
function expectUsual(name: Name, { judgement }: RepetitionResult): void {
  expect(judgement.converged).toBe(true);
  if (name === 'lww') expect([judgement.verdict, judgement.outcome]).toEqual(['FAIL', 'corrupted']);
  else expect([judgement.verdict, judgement.writes_lost]).toEqual(['PASS', 0]);
}

function expectFired({ evidence }: RepetitionResult): void {
  for (const account of evidence.faults ?? []) {
    expect(account.fired_count, account.fault).toBeGreaterThan(0);
    expect(account.observed_count, account.fault).toBeGreaterThan(0);
  }
  expect(evidence.faults?.length).toBeGreaterThan(0);
}

describe.each(STRATEGIES)('%s', (name) => {
  it('without faults converges, and is right or wrong as it is known to be', async () => {
    expectUsual(name, await execute(name, {}));
    expectUsual(name, await execute(name, { topology: 'gossip' }, thrice));
  });

  it.each([
    ['drop=30%', 'what is dropped is sent again in the heal'],
    ['drop=30%:burst=3', 'what is dropped in a row is sent again'],
    ['duplicate=50%:times=3', 'what comes twice counts once'],
    ['reorder=60%', 'what is overtaken leads to the same state'],
    ['delay=50%:passes=2', 'what is late comes all the same'],
    ['clog=40%@0-2', 'what is held up comes all the same'],
    ['partition=halves@0-2', 'two halves become one'],
    ['partition=isolated@0-2', 'one that was alone is not any more'],
    ['partition=ring@0-2', 'a ring becomes a mesh again'],
    ['partition=asymmetric@0-2', 'the deaf half hears again'],
    ['crash=40%:after_export', 'who comes back under a new identity is as good as before'],
    ['corrupt=30%:bit_flip', 'a flipped bit is refused'],
    ['corrupt=30%:truncate', 'what is cut short is refused'],
    ['corrupt=30%:empty', 'what is empty is refused'],
    ['corrupt=30%:oversize', 'what is too long is refused'],
    ['corrupt=30%:foreign', 'what is of another run is refused'],
  ])('under %s ends as without it: %s', async (faults) => {
    const [calm, struck] = [await execute(name, {}), await execute(name, { faults })];
    expectFired(struck);
    expectUsual(name, struck);
    expect(struck.content_digests).toEqual(calm.content_digests);
    expectUsual(name, await execute(name, { faults, topology: 'gossip' }, thrice));
  });

  it('counts what was dropped and never sent again apart from what was lost', async () => {
    const never = { faults: 'drop=40%', terms: { max_heal_passes: 0 } };
    const result = await execute(name, never);
    expectFired(result);
    expect(result.judgement.writes_not_delivered).toBeGreaterThan(0);
    expect(findingOf(result, 'convergence')?.verdict).toBe('PASS');
    expect(name === 'lww' || result.judgement.writes_lost === 0).toBe(true);
    expect(name === 'lww' || result.judgement.verdict === 'PASS').toBe(true);
  });

  it('is equal within every island of a partition that is never healed', async () => {
    const never = { faults: 'partition=halves', terms: { max_heal_passes: 0 } };
    const result = await execute(name, never, thrice);
    expectFired(result);
    expect(result.judgement.converged).toBe(false);
    expect(result.evidence.finals.length).toBeGreaterThanOrEqual(2);
    expect(findingOf(result, 'convergence')?.verdict).toBe('PASS');
    expect(name === 'lww' || result.judgement.verdict === 'PASS').toBe(true);
  });

  it('may lack what a crash took before it was exported, and never holds half of it', async () => {
    const result = await execute(name, { faults: 'crash=40%:before_export' }, thrice);
    expectFired(result);
    expect(result.judgement.writes_unacknowledged).toBeGreaterThan(0);
    expect(result.judgement.converged).toBe(true);
    expect(name === 'lww' || result.judgement.verdict === 'PASS').toBe(true);
  });

  it.runIf(name !== 'langgraph')(
    'is reported where an agent comes back from a stale blob under its old identity',
    async () => {
      const result = await execute(name, { faults: 'crash=one:stale@3' }, often);
      expectFired(result);
      expect(result.evidence.faults?.[0]?.note).toContain('old identity');
      // What it does to an engine is that engine's: Loro's peers count their operations, and lose some.
      if (name === 'crdt') expect(findingOf(result, 'identity')?.verdict).toBe('FAIL');
      if (name === 'transactional') expectUsual(name, result);
    },
  );

  it.runIf(name === 'langgraph')(
    'is ended by the engine where a store comes back from a stale blob under its old identity',
    async () => {
      const told = execute(name, { faults: 'crash=one:stale@3' }, often);
      await expect(told).rejects.toThrow('Every op id should be unique');
    },
  );

  it('is handed damaged bytes where envelopes are off, and what it noticed is counted', async () => {
    const raw = { faults: 'corrupt=40%:bit_flip', terms: { envelope: 'off' } } as const;
    const { evidence } = await execute(name, raw);
    expect(evidence.detection?.damaged_count).toBeGreaterThan(0);
  });
});

describe('a clock that is ahead', () => {
  it('wins under last write wins, and its wins are reported', async () => {
    const { evidence } = await execute('lww', { faults: 'skew=1000:one' });
    expect(evidence.faults?.[0]?.note).toMatch(/won (\d+) of \1 contended scalars/);
  });

  it.each(['transactional', 'crdt', 'langgraph'] as const)(
    'changes nothing of %s',
    async (name) => {
      const [calm, skewed] = [
        await execute(name, {}),
        await execute(name, { faults: 'skew=1000' }),
      ];
      expectUsual(name, skewed);
      expect(skewed.content_digests).toEqual(calm.content_digests);
    },
  );
});
