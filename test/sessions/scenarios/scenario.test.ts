import { describe, expect, it } from 'vitest';
import type { ScenarioHarness } from '../../../src/sessions/scenarios/harness.js';
import { newInput, turnWork } from '../../../src/sessions/scenarios/drafts.js';
import { scenario, ScenarioOrderError } from '../../../src/sessions/scenarios/scenario.js';
import type { Scenario } from '../../../src/sessions/scenarios/scenario.js';
import { OUR_STORES } from '../../../src/sessions/scenarios/stores.js';
import { ScenarioFailure } from '../../../src/sessions/scenarios/unmet.js';
import type { SessionStore } from '../../../src/sessions/store.js';
import { PLAIN } from './support/phases.js';

const empty = scenario('made here').session('s').owner('o');

async function thrownBy(ran: Scenario, harness: ScenarioHarness = OUR_STORES.memory()) {
  return await ran.run(harness).then(
    () => null,
    (thrown: unknown) => thrown,
  );
}

function untouchable(): ScenarioHarness {
  const store = new Proxy({} as SessionStore, {
    get: (_, method) => {
      throw new Error(`${String(method)} was called`);
    },
  });
  return {
    store,
    startProcess: () => {
      throw new Error('a process was started');
    },
  };
}

describe('a scenario', () => {
  it('is not changed by the phases that are added to it', () => {
    const longer = empty.phase(PLAIN.ingress);
    expect(longer.phase(PLAIN.commit).phases).toEqual([PLAIN.ingress, PLAIN.commit]);
    expect([empty.phases, longer.phases]).toEqual([[], [PLAIN.ingress]]);
    expect([longer.name, longer.session_id, longer.owner_id]).toEqual(['made here', 's', 'o']);
  });

  it('touches no store where its phases are out of order', async () => {
    const thrown = await thrownBy(empty.phase(PLAIN.commit).phase(PLAIN.ingress), untouchable());
    expect(thrown).toBeInstanceOf(ScenarioOrderError);
    expect((thrown as ScenarioOrderError).message).toBe(
      'scenario made here, phase 1 (commit): releases the lease, so no phase can follow it',
    );
  });

  it('names itself, the phase, what it expected and what it saw', async () => {
    const failing = empty
      .phase({ type: 'ingress', work: [turnWork('task')] })
      .phase({ type: 'turn_work_claim', boundary: 'idle', expected_aliases: [] });
    const thrown = await thrownBy(failing);
    expect(thrown).toBeInstanceOf(ScenarioFailure);
    expect(thrown).toMatchObject({
      scenario: 'made here',
      phase: { index: 1, type: 'turn_work_claim' },
      expected: 'the work ready at idle to be []',
      seen: '["task"]',
      message:
        'scenario made here, phase 2 (turn_work_claim): expected the work ready at idle to be [], saw ["task"]',
    });
  });

  it.each([
    ['classes', { classes: ['turn_work'] as const }],
    ['queue', { queue: ['task'] }],
    ['pending inputs', { pending: ['question'] }],
    ['inputs elsewhere', { pending_elsewhere: { session_id: 't', aliases: ['question'] } }],
  ])('fails where the %s are not what a phase expects', async (_, expected) => {
    const thrown = await thrownBy(empty.phase({ type: 'ingress', expected }));
    expect(thrown).toMatchObject({ phase: { index: 0, type: 'ingress' }, seen: '[]' });
  });

  it('fails where a phase names an alias that no ingress made, or makes one twice', async () => {
    const unknown = empty.phase({ type: 'ingress', cancels: ['nobody'] });
    const twice = empty.phase({
      type: 'ingress',
      inputs: [newInput('a', 'x'), newInput('a', 'y')],
    });
    expect(await thrownBy(unknown)).toMatchObject({ seen: '"nobody"' });
    expect(await thrownBy(twice)).toMatchObject({ expected: 'an alias of its own' });
  });

  it('fails, and does not end, where the store throws', async () => {
    const thrown = await thrownBy(
      empty.phase({ type: 'ingress', work: [turnWork('task')] }),
      untouchable(),
    );
    expect(thrown).toBeInstanceOf(ScenarioFailure);
    expect(thrown).toMatchObject({ seen: 'a thrown error: enqueueWork was called' });
  });

  it('fails where there is nothing to complete too late', async () => {
    const idle = empty.phase(PLAIN.turn_work_claim).phase(PLAIN.stale_completion);
    expect(await thrownBy(idle)).toMatchObject({ phase: { type: 'stale_completion' } });
  });

  it('may reclaim one dead holder after another, and cancel what waits', async () => {
    const ran = empty
      .phase({ type: 'ingress', inputs: [newInput('a', 'x'), newInput('b', 'y')], cancels: ['a'] })
      .phase(PLAIN.reclaim_dead_holder)
      .phase({ ...PLAIN.reclaim_dead_holder, expected: { pending: ['b'] } })
      .phase(PLAIN.commit);
    expect(await thrownBy(ran)).toBe(null);
  });

  it('runs on a store that answers later', async () => {
    const harness = OUR_STORES.memory();
    const later = Object.fromEntries(
      Object.entries(harness.store).map(([method, call]) => [
        method,
        async (args: never) => await Promise.resolve((call as (args: never) => unknown)(args)),
      ]),
    ) as unknown as SessionStore;
    const ran = empty
      .phase({ type: 'ingress', work: [turnWork('task')] })
      .phase({ type: 'turn_work_claim', boundary: 'idle', expected_aliases: ['task'] })
      .phase({ ...PLAIN.commit, expected: { queue: [] } });
    expect(await thrownBy(ran, { ...harness, store: later })).toBe(null);
  });
});
