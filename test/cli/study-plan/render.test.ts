import { describe, expect, it } from 'vitest';
import { planText, renderPlan } from '../../../src/cli/study-plan/render.js';
import { planOf } from '../../../src/cli/study-plan/plan.js';
import type { StudyPlan } from '../../../src/cli/study-plan/plan.js';
import { configurationFrom } from '../../../src/cli/study-options.js';
import { estimateCells } from '../../../src/coordinator/estimate/estimate.js';
import { loadInputs } from '../../../src/coordinator/inputs.js';
import { visitIdOf, visitsOf } from '../../../src/coordinator/plan.js';
import { cellIdOf, cellsOf } from '../../../src/coordinator/study.js';
import { strategyFile } from '../support/mergestorm.js';

const GIB = 1024 ** 3;
const MACHINE = { cores: 2, available_bytes: 8 * GIB, heap_limit_bytes: 4 * GIB };
const PLAIN = { colour: 'none', width: null } as const;

const TYPED = { workload: 'mixed', agents: '2,100000', runs: '2', name: 'night' };

async function planFor(typed: Readonly<Record<string, unknown>> = {}): Promise<StudyPlan> {
  const study = configurationFrom({ ...TYPED, ...typed }, undefined);
  const estimates = await estimateCells(study, await loadInputs(study), MACHINE);
  return planOf(study, estimates, MACHINE.available_bytes);
}

const textFor = async (typed: Readonly<Record<string, unknown>> = {}): Promise<string> =>
  planText(await planFor(typed), PLAIN);

describe('the plan of a study', () => {
  it('counts cells and visits, and begins with the visits that the study begins with', async () => {
    const plan = await planFor();
    expect(plan).toMatchObject({ visits: 12, available_bytes: 8 * GIB });
    expect(plan.cells.map(({ cell_id }) => cell_id)).toEqual(cellsOf(plan.study).map(cellIdOf));
    expect(plan.first_visits).toEqual([...visitsOf(plan.study)].map(visitIdOf).slice(0, 9));
  });

  it('adds times up over repetitions, cells and strategies', async () => {
    const plan = await planFor({ agents: '2,16,64' });
    const seconds = plan.cells.map(({ estimated_s }) => estimated_s ?? Number.NaN);
    expect(plan.estimated_s).toBeCloseTo(seconds.reduce((sum, part) => sum + part, 0));
    const twice = await planFor({ agents: '2,16,64', runs: '4' });
    expect(twice.estimated_s).toBeCloseTo(2 * plan.estimated_s);
    expect(plan.strategies.map(({ strategy, cells, visits }) => [strategy, cells, visits])).toEqual(
      ['lww', 'transactional', 'crdt'].map((name) => [name, 3, 6]),
    );
  });

  it('names the largest cell of those that would be executed', async () => {
    const plan = await planFor();
    expect(plan.cells.filter(({ refusal }) => refusal !== null)).toHaveLength(2);
    expect(plan.largest_cell_id).toBe('mixed/lww/mesh/batch/a100000/tauto');
    const nothing = await planFor({ agents: '100000', strategy: 'crdt' });
    expect(nothing).toMatchObject({ largest_cell_id: null, peak_bytes: 0 });
  });
});

describe('the plan for people', () => {
  it('says what is executed, what it costs and what would be refused', async () => {
    const text = await textFor();
    expect(text).toMatch(
      /^study night: 6 cells x 2 repetitions = 12 visits, 1 warm-up before each, a process for each\n/,
    );
    expect(text).toMatch(/^strategy +cells +refused +visits +time +peak_memory$/m);
    expect(text).toMatch(/^crdt +2 +1 +4 +\d+ s +\d+ MiB$/m);
    expect(text).toMatch(/^estimated time: \d+ h \d+ min$/m);
    expect(text).toMatch(/^peak memory: 1\.\d GiB \(mixed\/lww\/.*\), 8\.0 GiB are free$/m);
    expect(text).toMatch(
      /^would be refused:\n {2}mixed\/transactional\/mesh\/batch\/a100000\/tauto\n {4}not enough memory: /m,
    );
    expect(text).toMatch(/^first visits:\n( {2}mixed\/\S+#0\n){6}( {2}mixed\/\S+#1\n){3}/m);
    expect(text).toMatch(/^note: a model call takes 0 ms here, a real one adds its own$/m);
    expect(text).toMatch(/[^\n]\n$/);
  });

  it('says nothing of refusals where there are none, and little where there are many', async () => {
    expect(await textFor({ agents: '2' })).not.toContain('refused:');
    const agents = Array.from({ length: 12 }, (_, index) => 100_000 + index).join();
    expect(await textFor({ agents, strategy: 'crdt' })).toMatch(/^ {2}and 2 more$/m);
  });

  it('says that it knows too little of a strategy that does not say how long it takes', async () => {
    const text = await textFor({ agents: '2', strategy: `lww,${strategyFile('grow-only')}` });
    expect(text).toMatch(/^grow-only +1 +0 +2 +unknown +\d+ MiB$/m);
    expect(text).toMatch(/^estimated time: more than \d+ s$/m);
    expect(text).toMatch(/^note: not in the total: grow-only, of unknown pace$/m);
  });

  it('moves no cursor, whatever a plug-in calls itself', async () => {
    const plan = await planFor({ agents: '2', strategy: 'crdt' });
    const [strategy] = plan.strategies;
    const renamed = { ...plan, notes: ['\u001b[2J'], first_visits: ['\u001b[2J'] };
    const strategies = strategy ? [{ ...strategy, strategy: 'x\u001b[31m' }] : [];
    const text = planText({ ...renamed, strategies }, PLAIN);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text).toContain('x\\u001b[31m');
  });
});

describe('the plan for machines', () => {
  it('is JSON with the whole study', async () => {
    const study = configurationFrom({ ...TYPED, agents: '2' }, undefined);
    const text = await renderPlan(study, await loadInputs(study), { format: 'json', text: PLAIN });
    expect(JSON.parse(text)).toMatchObject({ study, visits: 6, cells: [{}, {}, {}] });
  });
});
