import { describe, expect, it } from 'vitest';
import type { ExecutedRepetition } from '../../../src/coordinator/executed-repetition.js';
import { executeStudy } from '../../../src/coordinator/execute.js';
import {
  refuseDeclaredOrder,
  refuseWhatSharingExcludes,
} from '../../../src/coordinator/shared-store/refusal.js';
import type { Write } from '../../../src/model/write.js';
import { leased } from '../../../src/strategies/leased.js';
import { lww } from '../../../src/strategies/lww.js';
import { buildStudy } from '../../support/study.js';

const PLAIN = { exchange: 'batch', faults: 'none' } as const;

describe('a strategy that shares a store', () => {
  it.each([
    [{ ...PLAIN, exchange: 'racing' as const }, '--exchange racing'],
    [{ ...PLAIN, faults: 'drop=10%,crash=10%' }, '--faults drop=10%,crash=10%'],
    [{ ...PLAIN, faults: 'swarm' }, '--faults swarm'],
  ])('is refused %j', (cell, named) => {
    expect(() => {
      refuseWhatSharingExcludes(leased, cell);
    }).toThrow(named);
    expect(() => {
      refuseWhatSharingExcludes(lww, cell);
    }).not.toThrow();
  });

  it.each([PLAIN, { ...PLAIN, faults: 'drop=10%' }])('is not refused %j', (cell) => {
    expect(() => {
      refuseWhatSharingExcludes(leased, cell);
    }).not.toThrow();
  });

  it('is refused writes that are to follow others of their own round, and no others', () => {
    const a: Write = { agent_id: 'A', op_id: 0, field: 'x', kind: 'scalar', value: 1 };
    const b: Write = { ...a, agent_id: 'B', happens_after: [['A', 0]] };
    const refuse = (
      strategy: typeof leased,
      rounds: readonly (readonly (readonly Write[])[])[],
    ) => {
      refuseDeclaredOrder(strategy, { rounds });
    };
    expect(() => {
      refuse(leased, [[[a], [b]]]);
    }).toThrow("B's write 0");
    expect(() => {
      refuse(lww, [[[a], [b]]]);
      refuse(leased, [[[a]], [[], [b]]]);
    }).not.toThrow();
  });

  it('leaves a refusal as a data point, and the other cells go on', async () => {
    const executed: ExecutedRepetition[] = [];
    const study = buildStudy({
      strategies: [
        { type: 'built_in', name: 'leased' },
        { type: 'built_in', name: 'transactional' },
      ],
      agents: [3],
      exchanges: ['racing'],
      threads: [{ type: 'simulated' }],
    });
    const { signal } = new AbortController();
    await executeStudy(study, { repetitionEnds: (one) => executed.push(one) }, signal);
    expect(executed.map(({ outcome }) => outcome)).toMatchObject([
      { status: 'refused', reason: expect.stringContaining('--exchange racing') as string },
      { status: 'ok' },
    ]);
  });
});
