import { describe, expect, it } from 'vitest';
import { createInlineHost } from '../../../src/coordinator/inline-host.js';
import { runRepetition } from '../../../src/coordinator/repetition.js';
import type { RepetitionPlan } from '../../../src/coordinator/repetition-plan.js';
import type { Conditions } from '../../support/plan.js';
import { strategyNamed } from '../../strategies/support/replicas.js';
import { overriding } from '../../support/overriding.js';
import { buildPlan, layMixed, under } from '../../support/plan.js';

const EXCHANGES = ['batch', 'pairwise', 'racing'] as const;
const STRATEGIES = ['lww', 'transactional', 'crdt'] as const;
const WAYS = STRATEGIES.flatMap((name) => EXCHANGES.map((exchange) => ({ name, exchange })));
const RAW = { envelope: 'off' } as const;

interface Asked extends Conditions {
  readonly name: (typeof STRATEGIES)[number];
  readonly exchange: RepetitionPlan['exchange'];
}

async function execute({ name, exchange, ...conditions }: Asked) {
  const script = await layMixed({ agents: 4, rounds: 2, writes_per_agent: 6, seed: 1 });
  const changes = { seed: 1, exchange, ...under({ topology: 'gossip', ...conditions }) };
  return runRepetition(createInlineHost(2), buildPlan(script, name, changes));
}

function acceptedCount({ evidence }: Awaited<ReturnType<typeof execute>>): number {
  const deliveries = evidence.ledger.entries().rounds.flatMap((round) => round.deliveries);
  return deliveries.reduce((sum, delivery) => {
    if (delivery.type === 'pass') return sum + delivery.senders.length;
    if (delivery.type !== 'race') return sum;
    return sum + delivery.timelines.flat().filter(([type]) => type === 'accept').length;
  }, 0);
}

describe('an engine that is handed damaged bytes', () => {
  it.each(WAYS)(
    'has a rate of detection, whatever it does later: $name, $exchange',
    async (way) => {
      const faults = 'corrupt=50%:bit_flip';
      const { evidence } = await execute({ ...way, faults, terms: RAW });
      const { damaged_count = 0, detected_count = 0 } = evidence.detection ?? {};
      expect(damaged_count).toBeGreaterThan(0);
      expect(detected_count).toBeLessThanOrEqual(damaged_count);
    },
  );

  it.each(WAYS)('was delivered nothing, though it took them: $name, $exchange', async (way) => {
    const terms = { ...RAW, max_heal_passes: 0 };
    const struck = await execute({ ...way, faults: 'corrupt=100%:bit_flip', terms });
    expect(struck.traffic.messages).toBeGreaterThan(0);
    expect(acceptedCount(struck)).toBe(0);
    expect(struck.traffic.delivered_bytes).toBe(0);
  });
});

describe('an engine that no damaged bytes can reach', () => {
  it.each(EXCHANGES)('ends its repetition where it throws: %s', async (exchange) => {
    const script = await layMixed({ agents: 3, rounds: 1, writes_per_agent: 4, seed: 1 });
    const choking = overriding(await strategyNamed('lww'), () => ({
      import: () => {
        throw new Error('it chokes');
      },
    }));
    const host = createInlineHost(2, () => Promise.resolve(choking));
    const conditions = under({ topology: 'gossip', terms: RAW });
    const plan = buildPlan(script, 'lww', { exchange, ...conditions });
    await expect(runRepetition(host, plan)).rejects.toThrow('it chokes');
  });
});
