import { describe, expect, it, vi } from 'vitest';
import { configurationFrom } from '../../../src/cli/study-options.js';
import type { Machine } from '../../../src/coordinator/capacity.js';
import { estimateCells } from '../../../src/coordinator/estimate/estimate.js';
import { loadInputs } from '../../../src/coordinator/inputs.js';
import { cellsOf } from '../../../src/coordinator/study.js';
import { fixtureFile, strategyFile } from '../../cli/support/mergestorm.js';

const GIB = 1024 ** 3;
const MACHINE: Machine = { cores: 2, available_bytes: 8 * GIB, heap_limit_bytes: 4 * GIB };

const MIXED = { workload: 'mixed', agents: '8' };

async function estimatesOf(typed: Readonly<Record<string, unknown>>, machine = MACHINE) {
  const study = configurationFrom({ ...MIXED, ...typed }, undefined);
  return estimateCells(study, await loadInputs(study), machine);
}

async function visitMs(typed: Readonly<Record<string, unknown>>, machine = MACHINE) {
  const [estimate] = await estimatesOf({ strategy: 'transactional', ...typed }, machine);
  return estimate?.visit_ms ?? Number.NaN;
}

describe('the estimates of a study', () => {
  it('are one for each cell, in their order, by the names that strategies give themselves', async () => {
    const strategy = `crdt,${strategyFile('grow-only')}`;
    const typed = { strategy, agents: '2,300', threads: 'auto,agents,inline' };
    const estimates = await estimatesOf(typed);
    const study = configurationFrom({ ...MIXED, ...typed }, undefined);
    expect(estimates.map(({ cell }) => cell)).toEqual(cellsOf(study));
    expect(estimates.map(({ strategy: name }) => name).slice(0, 2)).toEqual(['crdt', 'grow-only']);
    expect(estimates.map(({ threads }) => threads)).toEqual([
      2, 2, 2, 2, 1, 1, 2, 2, 300, 300, 1, 1,
    ]);
    expect(estimates.map(({ writes }) => writes)).toEqual([
      ...Array.from({ length: 6 }, () => 20),
      ...Array.from({ length: 6 }, () => 3_000),
    ]);
  });

  it('know no time of a strategy that does not say how long it takes, but its memory', async () => {
    const [estimate] = await estimatesOf({ strategy: strategyFile('grow-only') });
    expect(estimate?.visit_ms).toBeNull();
    expect(estimate?.peak_bytes).toBeGreaterThan(100 * 1024 ** 2);
  });

  it('add the time of a model where it is asked, and only there', async () => {
    const base_ms = await visitMs({ warmup: '1' });
    const asked_ms = await visitMs({ warmup: '1', 'model-latency': '1000' });
    expect(asked_ms - base_ms).toBeCloseTo(2_000);
    const clean = { workload: 'clean_merge' };
    expect(await visitMs({ ...clean, 'model-latency': '1000' })).toBe(await visitMs(clean));
    const crdt = { strategy: 'crdt' };
    expect(await visitMs({ ...crdt, 'model-latency': '1000' })).toBe(await visitMs(crdt));
  });

  it('share time among threads that have a core', async () => {
    const [one_ms, two_ms, four_ms] = await Promise.all(
      ['1', '2', '4'].map((threads) => visitMs({ threads, agents: '64' })),
    );
    expect(two_ms).toBeLessThan(one_ms ?? 0);
    expect(four_ms).toBe(two_ms);
  });

  it('say what would be refused, why, and that it costs next to nothing', async () => {
    const [small, huge] = await estimatesOf({ strategy: 'crdt', agents: '8,100000' });
    expect(small?.refusal).toBeNull();
    expect(huge?.refusal).toMatch(/^not enough memory: crdt with 100000 agents needs about/);
    expect(huge?.visit_ms).toBeLessThan(small?.visit_ms ?? 0);
  });

  it('refuse nothing where the check is skipped', async () => {
    const [huge] = await estimatesOf({ strategy: 'crdt', agents: '100000', force: true });
    expect(huge?.refusal).toBeNull();
    expect(huge?.visit_ms).toBeGreaterThan(1e6);
  });

  it('take the size of a log from the log', async () => {
    const log = fixtureFile('team.jsonl');
    const [estimate] = await estimatesOf({ strategy: 'lww', workload: 'log', log });
    expect(estimate).toMatchObject({ agents: 3, writes: 6 });
  });

  it('lay one script for all cells that share it, and none that is too large for that', async () => {
    const study = configurationFrom({ ...MIXED, agents: '4,200000', threads: '1,2' }, undefined);
    const inputs = await loadInputs(study);
    const lay = vi.spyOn(inputs, 'layScript');
    const estimates = await estimateCells(study, inputs, MACHINE);
    expect(estimates).toHaveLength(12);
    expect(lay).toHaveBeenCalledTimes(1);
  });
});
