import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RepetitionResult } from '../../src/coordinator/repetition-plan.js';
import { findTopology } from '../../src/coordinator/topologies/registry.js';
import type { Topology } from '../../src/coordinator/topologies/topology.js';
import { lww } from '../../src/strategies/lww.js';
import { MERGING_STRATEGY_NAMES } from '../../src/strategies/registry.js';
import type { Finding } from '../../src/verdict/check.js';
import { strategyNamed } from '../strategies/support/replicas.js';
import { seeds, storms } from './support/cases.js';
import type { Case } from './support/execute.js';
import { execute } from './support/execute.js';
import type { Problems } from './support/law-runs.js';
import { firstProblems, holds } from './support/law-runs.js';
import { missingIn } from './support/missing.js';

const healed: fc.Arbitrary<Case> = fc
  .tuple(storms, fc.integer({ min: 2, max: 9 }))
  .map(([one, agents]) => ({ ...one, shape: { agents } }));

/** The way from one end to the other is longer than the heal may be. */
const cutShort: fc.Arbitrary<Case> = fc.record({
  seed: seeds,
  topology: fc.constantFrom('line', 'ring'),
  faults: fc.oneof(fc.constant('none'), fc.constantFrom('drop=40%', 'partition=halves@0-1')),
  terms: fc.constant({ max_heal_passes: 1 }),
  shape: fc.record({ agents: fc.integer({ min: 8, max: 12 }), rounds: fc.constant(1) }),
});

type Judged = Pick<RepetitionResult, 'evidence' | 'judgement'>;

function findingIn({ judgement }: Judged): Finding | undefined {
  return judgement.findings.find(({ check }) => check === 'quiescence');
}

/** A heal that is left to itself ends, with everything everywhere, in as many passes as it says. */
function boundProblems(result: Judged): Problems {
  const { ledger, heal } = result.evidence;
  const missing = missingIn(ledger.entries());
  const { passes = Infinity, bound = null, reason = '' } = heal ?? {};
  return [
    ...(missing.size === 0 ? [] : [`the heal ended, and ${[...missing][0] ?? ''}`]),
    ...(bound !== null && passes <= bound ? [] : [`${passes} passes of ${bound ?? 'unbounded'}`]),
    ...(reason === '' ? ['the bound has no reason'] : []),
    ...(findingIn(result)?.verdict === 'PASS' ? [] : ['it is not said to have come to rest']),
  ];
}

/** A heal that did not come to rest is reported, with what is missing where, and nothing else. */
function reportProblems(result: Judged): Problems {
  const { ledger, heal } = result.evidence;
  const missing = missingIn(ledger.entries());
  const lacking = new Set([...missing].map((line) => line.split(' lacks ')[0])).size;
  const [summary = '', ...named] = findingIn(result)?.reasons ?? [];
  const counted = lacking === 1 ? '1 replica lacks writes' : `${lacking} replicas lack writes`;
  const untrue = named.filter((line) => !missing.has(line));
  return [
    ...(missing.size > 0 ? [] : ['everything is everywhere']),
    ...(findingIn(result)?.verdict === 'UNKNOWN' ? [] : ['what is missing is passed over']),
    ...(summary.endsWith(counted) ? [] : [`${lacking} lack writes, and it says ${summary}`]),
    ...(summary.includes(heal?.reason ?? '?') ? [] : ['the reason of the bound is not given']),
    ...(named.length > 0 ? [] : ['nothing that is missing is named']),
    ...untrue.map((line) => `it is not true that ${line}`),
  ];
}

async function resultOf(one: Case, topology?: Topology, name = 'lww'): Promise<Judged> {
  const changes = topology ? { topology } : {};
  return (await execute(await strategyNamed(name), one, changes)).result;
}

describe.each(MERGING_STRATEGY_NAMES)('10 a heal ends or says why not: %s', (name) => {
  it('comes to rest within its bound, over every topology and after every fault', async () => {
    await holds(healed, 20, async (one) => boundProblems(await resultOf(one, undefined, name)));
  });

  it('names what is missing where it was cut short', async () => {
    await holds(cutShort, 15, async (one) => reportProblems(await resultOf(one, undefined, name)));
  });
});

/** As it is, but that nothing is ever sent to the last agent. */
function deaf(topology: Topology): Topology {
  return {
    ...topology,
    routes: (routing) => {
      const routes = topology.routes(routing);
      if (routes.type !== 'edges') return routes;
      const kept = [...routes.receivers.keys()].filter(
        (edge) => routes.receivers[edge] !== routing.agents - 1,
      );
      return {
        type: 'edges',
        senders: kept.map((edge) => routes.senders[edge] ?? -1),
        receivers: kept.map((edge) => routes.receivers[edge] ?? -1),
      };
    },
  };
}

function hasty(topology: Topology): Topology {
  return { ...topology, bound: () => ({ passes: 1, type: 'certain', reason: 'one will do' }) };
}

const line = findTopology('line') ?? deaf(findTopology('mesh') ?? never());

function never(): never {
  throw new Error('there are no topologies');
}

describe('10 the law of heals', () => {
  const long: Case = { seed: 1, topology: 'line', shape: { agents: 9, rounds: 1 } };

  it('is broken by a topology that does not reach everyone, which is reported', async () => {
    const result = await resultOf(long, deaf(line));
    expect(boundProblems(result).join()).toContain('the heal ended, and agent agent-8 lacks');
    expect(reportProblems(result)).toEqual([]);
  });

  it('is broken by a bound that is too low, which is reported', async () => {
    const result = await resultOf({ ...long, terms: { max_heal_passes: 50 } }, hasty(line));
    expect(boundProblems(result).join()).toContain('7 passes of 1');
    expect(findingIn(result)).toMatchObject({
      verdict: 'UNKNOWN',
      reasons: ['the heal took 7 passes where 1 should do (one will do)'],
    });
  });

  it('is broken by a report that passes over what is missing, or names what is not', async () => {
    const result = await resultOf({ ...long, terms: { max_heal_passes: 1 } });
    const forged = (change: Partial<Finding>): Problems =>
      reportProblems({
        ...result,
        judgement: {
          ...result.judgement,
          findings: result.judgement.findings.map((one) =>
            one.check === 'quiescence' ? { ...one, ...change } : one,
          ),
        },
      });
    const reasons = findingIn(result)?.reasons ?? [];
    expect(forged({ verdict: 'PASS' })).toEqual(['what is missing is passed over']);
    expect(forged({ reasons: reasons.slice(0, 1) })).toEqual(['nothing that is missing is named']);
    const lie = 'agent agent-1 lacks writes of agent-0 of round 0';
    expect(forged({ reasons: [...reasons, lie] })).toEqual([`it is not true that ${lie}`]);
  });

  it('is tried where heals take passes', async () => {
    const found = await firstProblems(healed, 40, async (one) => {
      const passes = (await execute(lww, one)).result.evidence.heal?.passes ?? 0;
      return passes > 3 ? [`${passes} passes`] : [];
    });
    expect(found).not.toBeNull();
  });
});
