import { describe, expect, it } from 'vitest';
import type { Exploration, Script } from '../../../src/sessions/explore/exploration.js';
import { brokenIn, explore } from '../../../src/sessions/explore/explore.js';
import type { Schedule } from '../../../src/sessions/explore/interleaving.js';
import { interleave, scheduleOf } from '../../../src/sessions/explore/interleaving.js';
import { memoryInSteps } from '../../../src/sessions/explore/memory.js';
import { claimAgainstClaim } from '../../../src/sessions/explore/scripts/leases.js';
import type { OpenStore } from '../../../src/sessions/explore/steps.js';
import { checksThenSets } from '../../../src/sessions/plants/leases.js';
import { openPlanted } from '../../../src/sessions/plants/planted-store.js';

/** Workers of so many steps each, whatever happens. */
function ofLengths(lengths: readonly number[]): Exploration {
  const workers = lengths.map((length) => stepping(length));
  return { ...claimAgainstClaim, name: 'fixed', workers, exercises: [] };
}

function stepping(length: number): Script {
  return function* ({ world }) {
    for (let step = 0; step < length; step += 1) yield* world.pass(1);
  };
}

/** (a + b + …)! / (a! b! …), without a factorial in sight: one worker after the other is dealt in. */
function multinomial(lengths: readonly number[]): number {
  let [total, count] = [0, 1];
  for (const length of lengths) {
    for (let dealt = 1; dealt <= length; dealt += 1) {
      total += 1;
      count = (count * total) / dealt;
    }
  }
  return count;
}

/** Every schedule that is run, in order; each worker's steps are written down as it takes them. */
function schedulesOf(exploration: Exploration): readonly string[] {
  const run: number[][] = [];
  const open: OpenStore = (surroundings) => {
    run.push([]);
    return memoryInSteps(surroundings);
  };
  const workers = exploration.workers.map((script, worker): Script => {
    return function* (stage) {
      const steps = script(stage);
      while (steps.next().done !== true) {
        yield;
        run.at(-1)?.push(worker);
      }
    };
  });
  explore({ ...exploration, workers }, open);
  return run.map((schedule) => schedule.join(''));
}

describe('an exploration', () => {
  it.each([[[1, 1]], [[3, 2]], [[6, 6]], [[2, 2, 2]], [[3, 3, 3]], [[6, 2, 1]], [[0, 2]]])(
    'runs as many interleavings of workers of %j steps as there are',
    (lengths) => {
      const report = explore(ofLengths(lengths), memoryInSteps);
      const steps = lengths.reduce((sum, length) => sum + length, 0);
      expect(report.interleavings).toBe(multinomial(lengths));
      expect(report.steps).toBe(multinomial(lengths) * steps);
    },
  );

  it('runs each of them once, in order', () => {
    const schedules = schedulesOf(ofLengths([3, 2, 2]));
    expect(schedules[0]).toBe('0001122');
    expect(schedules.at(-1)).toBe('2211000');
    expect(schedules).toEqual([...new Set(schedules)].sort());
    expect(schedules).toHaveLength(multinomial([3, 2, 2]));
  });

  it('follows workers whose next steps depend on what they are answered', () => {
    // Whoever finds the lease busy goes at once, after one step.
    const schedules = schedulesOf(claimAgainstClaim);
    expect(schedules).toContain('001122');
    expect(schedules).toContain('0120');
    expect(schedules).toHaveLength(explore(claimAgainstClaim, memoryInSteps).interleavings);
  });

  it('begins every interleaving with an empty store and a clock at 0, and closes the store', () => {
    const opened: number[] = [];
    let closed = 0;
    const spy: OpenStore = (surroundings) => {
      opened.push(surroundings.clock.now_ms(), surroundings.wall.now_ms());
      const store = memoryInSteps(surroundings);
      return { ...store, close: () => (closed += 1) };
    };
    const { interleavings } = explore(ofLengths([2, 2]), spy);
    expect(opened).toEqual(Array.from({ length: 12 }, () => 0));
    expect(closed).toBe(interleavings);
  });

  it('says which interleaving broke an invariant first, and with which schedule', () => {
    const { violations, interleavings } = explore(claimAgainstClaim, openPlanted(checksThenSets));
    const first = violations.find(({ invariant }) => invariant === 'one-live-holder');
    expect(interleavings).toBe(1_092);
    expect(first).toEqual({
      invariant: 'one-live-holder',
      message: 'fence 2 was given to cat-1 while ben-1 held fence 2 live',
      schedule: [0, 0, 0, 1, 2, 1, 2, 1, 2],
      found_at: 5,
    });
  });

  it('shows the same again from the schedule', () => {
    const open = openPlanted(checksThenSets);
    const schedule: Schedule = [0, 1, 0, 1];
    const once = interleave(claimAgainstClaim, open, schedule);
    const again = interleave(claimAgainstClaim, open, scheduleOf(once));
    expect(again).toEqual(once);
    expect(brokenIn(again)).toContainEqual({
      invariant: 'one-live-holder',
      message: 'fence 1 was given to ben-1 while ann-1 held fence 1 live',
    });
  });

  it('names the schedule where a store throws', () => {
    const workers = [stepping(1), () => failing()];
    const torn = { ...ofLengths([]), name: 'torn', workers };
    expect(() => explore(torn, memoryInSteps)).toThrow('torn, schedule : no such row');
    expect(() => interleave(torn, memoryInSteps, [1])).toThrow('no such row');
  });

  it('refuses a schedule in which somebody goes on who cannot', () => {
    const act = () => interleave(ofLengths([1, 1]), memoryInSteps, [0, 0]);
    expect(act).toThrow('step 1: worker 0 cannot go on');
  });
});

function* failing(): ReturnType<Script> {
  yield;
  throw new Error('no such row');
}
