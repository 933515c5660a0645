import { describe, expect, it } from 'vitest';
import { orderOf } from '../../../src/coordinator/visits/visit-order.js';
import { createProcessRunner } from '../../../src/coordinator/visits/process-runner.js';
import { STRATEGY_NAMES } from '../../../src/strategies/registry.js';
import { buildContext, firstVisit, runFirst } from './visit-context.js';

/** What the process of a visit has no use for: it estimates no time, and loads the code itself. */
const LEFT_OUT = ['pace', 'createReplica'];

describe('the order of a visit', () => {
  it.each(STRATEGY_NAMES)(
    'tells all that %s says of itself and its execution needs',
    async (name) => {
      const context = await buildContext({ strategies: [{ type: 'built_in', name }] });
      const visit = firstVisit(context);
      const told = Object.entries(context.inputs.strategyOf(visit.cell));
      expect(orderOf(context, visit)).toMatchObject({
        profile: Object.fromEntries(told.filter(([key]) => !LEFT_OUT.includes(key))),
      });
    },
  );

  it('is enough for a strategy that shares a store', async () => {
    const context = await buildContext({
      strategies: [{ type: 'built_in', name: 'leased' }],
      workloads: ['mixed'],
      agents: [3],
      threads: [{ type: 'count', count: 2 }],
    });
    const { record, evidence } = await runFirst(createProcessRunner(context), context);
    expect(record).toMatchObject({ status: 'ok', verdict: 'PASS', outcome: 'auto_merged' });
    expect(evidence).not.toBeNull();
  });
});
