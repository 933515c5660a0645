import { describe, expect, it } from 'vitest';
import type { RaceEvent } from '../../../src/model/deliveries.js';
import { createVirtualTime } from '../../../src/workers/pace-time.js';
import { exchange, strategyNamed } from '../../strategies/support/replicas.js';
import { overriding } from '../../support/overriding.js';
import { layMixed } from '../../support/plan.js';
import type { RaceSetting } from '../../support/race.js';
import { contentOf, raceInline } from '../../support/race.js';

const SHAPE = { agents: 7, rounds: 1, writes_per_agent: 12, seed: 3 };

async function settingOf(changes: Partial<RaceSetting>): Promise<RaceSetting> {
  const strategy = await strategyNamed('lww');
  return { strategy, script: await layMixed(SHAPE), shards: 3, ...changes };
}

function count(timeline: readonly RaceEvent[], type: RaceEvent[0]): number {
  return timeline.filter(([kind]) => kind === type).length;
}

describe('a race under open load', () => {
  const load = { type: 'open', writes_per_second: 1_000, arrivals: 'poisson' } as const;

  it('issues nothing before its time and counts latency from there', async () => {
    const time = createVirtualTime();
    const setting = await settingOf({ load, time });
    const { outcome, gauges } = await raceInline(setting);
    const responses = gauges.map(({ response }) => response.portable());
    expect(outcome.issued).toEqual(Array(7).fill(12));
    expect(responses.map(({ max_ns }) => max_ns)).toEqual([0, 0, 0]);
    expect(responses.reduce((sum, { count: of }) => sum + of, 0)).toBe(84);
  });

  it.each(['full', 'delta'] as const)(
    'in which no write can be issued sends nothing: an empty state has nothing to say (%s)',
    async (blob_scope) => {
      const clock = createVirtualTime();
      const late = { now: clock.now, until: (due_ns: bigint) => clock.until(due_ns + 10n ** 12n) };
      const { outcome } = await raceInline(await settingOf({ load, time: late, blob_scope }));
      expect(outcome.issued).toEqual(Array(7).fill(0));
      expect(outcome.traffic).toMatchObject({ messages: 0, blob_bytes: 0 });
      expect(outcome.race.timelines.flat()).toEqual([]);
    },
  );

  it('counts what could not be issued, and sends what was planned after it all the same', async () => {
    const time = createVirtualTime();
    const slow = overriding(await strategyNamed('lww'), (sound) => ({
      apply: (write) => {
        time.pass(2_000_000n);
        sound.apply(write);
      },
    }));
    const { outcome, gauges, replicas } = await raceInline(
      await settingOf({ strategy: slow, load, time }),
    );
    const issued = outcome.issued.reduce((sum, writes) => sum + writes, 0);
    expect(issued).toBeLessThan(84);
    expect(issued).toBeGreaterThan(0);
    expect(outcome.race.timelines.map((timeline) => count(timeline, 'write'))).toEqual(
      outcome.issued,
    );
    expect(outcome.race.timelines.every((timeline) => count(timeline, 'export') === 8)).toBe(true);
    for (const { apply, response } of gauges) {
      expect(response.portable().sum_ns).toBeGreaterThan(apply.portable().sum_ns);
    }
    await exchange(replicas);
    expect(new Set(replicas.map(contentOf)).size).toBe(1);
  });
});
