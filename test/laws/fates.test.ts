import { describe, expect, it } from 'vitest';
import { FAULT_KINDS } from '../../src/coordinator/faults/registry.js';
import { TOPOLOGY_NAMES } from '../../src/coordinator/topologies/registry.js';
import { contributionsOf } from '../../src/model/contribution.js';
import type { Write } from '../../src/model/write.js';
import { lww } from '../../src/strategies/lww.js';
import { MERGING_STRATEGY_NAMES } from '../../src/strategies/registry.js';
import type { Strategy } from '../../src/strategies/strategy.js';
import type { Account } from '../../src/verdict/account/account.js';
import type { Evidence } from '../../src/verdict/evidence.js';
import { examine } from '../../src/verdict/examination.js';
import { FATES } from '../../src/verdict/fate.js';
import { strategyNamed } from '../strategies/support/replicas.js';
import { modelOf } from '../verdict/partial-brute-force.js';
import type { Case } from './support/execute.js';
import { execute } from './support/execute.js';
import type { Problems } from './support/law-runs.js';

const SHAPE = { agents: 4, rounds: 2, writes_per_agent: 3 };

/** One of every kind of fault, and the ways in which one kind loses more than another. */
const FAULTS = [
  'none',
  'swarm',
  ...FAULT_KINDS.map(({ example }) => example),
  'partition=halves',
  'crash=50%:before_export',
  'crash=50%:after_export',
];

type Count = (writes: Iterable<Write>) => number;

const countContributions: Count = (writes) =>
  [...writes].reduce((sum, write) => sum + contributionsOf(write).length, 0);

/** What the judge made of every final reading, beside what follows from sets of writes alone. */
function fateProblems(evidence: Evidence, accounts = examine(evidence).accounts): Problems {
  const entries = evidence.ledger.entries();
  const all = entries.rounds.flatMap(({ writes }) => writes.flat());
  const issued = countContributions(all);
  const held = (modelOf(entries).views.at(-1) ?? []).map((writes) => countContributions(writes));
  return examine(evidence).endings.flatMap(({ agent_indexes }, index) => {
    const account = accounts[index];
    if (!account) return [`no account of what agents ${agent_indexes.join()} read`];
    const absent = issued - (held[agent_indexes[0] ?? -1] ?? 0);
    return problemsOf(account, { issued, absent }).map(
      (one) => `${one} at ${agent_indexes.join()}`,
    );
  });
}

function problemsOf(
  { fates, fateless_count, refated_count }: Account,
  { issued, absent }: { readonly issued: number; readonly absent: number },
): Problems {
  const total = FATES.reduce((sum, fate) => sum + fates[fate], 0);
  const elsewhere = fates.not_delivered + fates.unacknowledged;
  return [
    ...(total === issued ? [] : [`${issued} contributions issued, ${total} fates`]),
    ...(fateless_count === 0 ? [] : [`${fateless_count} without a fate`]),
    ...(refated_count === 0 ? [] : [`${refated_count} with two fates`]),
    ...(elsewhere === absent
      ? []
      : [`${absent} did not arrive, ${elsewhere} are said not to have`]),
  ];
}

async function evidenceOf(strategy: Strategy, one: Case): Promise<Evidence> {
  return (await execute(strategy, { shape: SHAPE, ...one })).result.evidence;
}

describe.each(MERGING_STRATEGY_NAMES)('6 every contribution has one fate: %s', (name) => {
  it.each(TOPOLOGY_NAMES)('under every fault over %s, healed or not', async (topology) => {
    const strategy = await strategyNamed(name);
    for (const [index, faults] of FAULTS.entries()) {
      const terms = index % 2 === 0 ? {} : { max_heal_passes: 0 };
      const one = { seed: index + 1, topology, faults, terms };
      expect(fateProblems(await evidenceOf(strategy, one)), faults).toEqual([]);
    }
  });

  it.each(FAULTS)('in races under %s', async (faults) => {
    const strategy = await strategyNamed(name);
    const one = { seed: 3, topology: 'gossip', faults, exchange: 'racing' } as const;
    expect(fateProblems(await evidenceOf(strategy, one))).toEqual([]);
  });
});

describe('6 the law of fates', () => {
  const lossy: Case = {
    seed: 1,
    topology: 'line',
    faults: 'crash=50%:before_export',
    terms: { max_heal_passes: 0 },
  };

  /** Accounts as a judge with a bug would keep them. */
  function forged(evidence: Evidence, change: (account: Account) => Partial<Account>): Problems {
    const accounts = examine(evidence).accounts.map((one) => ({ ...one, ...change(one) }));
    return fateProblems(evidence, accounts);
  }

  it('is broken by a contribution without a fate, and by one with two', async () => {
    const evidence = await evidenceOf(lww, lossy);
    const missing = forged(evidence, ({ fates }) => {
      return { fates: { ...fates, survived: fates.survived - 1 }, fateless_count: 1 };
    });
    expect(missing.join()).toMatch(/contributions issued.*without a fate/);
    expect(forged(evidence, () => ({ refated_count: 1 })).join()).toContain('with two fates');
  });

  it('is broken by a loss that is called a write that never arrived', async () => {
    const evidence = await evidenceOf(lww, lossy);
    const excused = forged(evidence, ({ fates }) => {
      const { arbitrated, lost, not_delivered } = fates;
      const sum = not_delivered + lost + arbitrated;
      return { fates: { ...fates, lost: 0, arbitrated: 0, not_delivered: sum } };
    });
    expect(excused.join()).toContain('did not arrive');
  });

  it('is tried where writes do not arrive, and where they are lost with their author', async () => {
    const { accounts } = examine(await evidenceOf(lww, lossy));
    const fates = accounts.map((account) => account.fates);
    expect(Math.max(...fates.map(({ not_delivered }) => not_delivered))).toBeGreaterThan(0);
    expect(Math.max(...fates.map(({ unacknowledged }) => unacknowledged))).toBeGreaterThan(0);
  });
});
