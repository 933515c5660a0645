import { describe, expect, it } from 'vitest';
import type { Copy, FaultPlan } from '../../../src/coordinator/faults/fault-plan.js';
import { enterStrikes } from '../../../src/coordinator/race/merge.js';
import type { RaceEvent } from '../../../src/model/deliveries.js';
import type { RaceCourier } from '../../../src/workers/race/race-parts.js';
import { strategyNamed } from '../../strategies/support/replicas.js';
import { layMixed } from '../../support/plan.js';
import type { RaceSetting } from '../../support/race.js';
import { contentOf, raceInline, RAW, replay } from '../../support/race.js';

const WHOLE: Copy = { delay_passes: 0, damage: null, order: 0 };
/** What the tests strike: what agent 0 sends to agent 1. */
const STRUCK: readonly number[] = [0];

type Faults = Pick<FaultPlan, 'transmission' | 'targets'>;

function striking(...copies: readonly Partial<Copy>[]): Faults {
  return {
    targets: ['blobs'],
    transmission: (_, sender, receiver) =>
      sender === 0 && receiver === 1
        ? { copies: copies.map((copy) => ({ ...WHOLE, ...copy })), struck: STRUCK }
        : { copies: [WHOLE], struck: [] },
  };
}

/** Blobs that end with the sum of their bytes. */
const SUMMED: RaceCourier = {
  raw: false,
  seal: (blob) => Uint8Array.of(...blob, sumOf(blob)),
  open: (bytes) => {
    const payload = bytes.subarray(0, -1);
    if (bytes.at(-1) !== sumOf(payload)) return { ok: false, code: 'damaged' };
    return { ok: true, payload, from: { sender: 0, incarnation: 0 } };
  },
};

function sumOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => (sum * 31 + byte) & 255, 7);
}

async function race(faults: Faults, changes: Partial<RaceSetting> = {}) {
  const script = await layMixed({ agents: 4, rounds: 1, writes_per_agent: 10, seed: 2 });
  const strategy = await strategyNamed('lww');
  const setting = { strategy, script, shards: 2, plan: { faults }, ...changes };
  return { setting, ...(await raceInline(setting)) };
}

function blobsOf0(timeline: readonly RaceEvent[] = []): readonly number[] {
  return timeline.flatMap((event) => (event[0] === 'accept' && event[1] === 0 ? [event[2]] : []));
}

function tallyOf({ plan, replies }: Awaited<ReturnType<typeof race>>) {
  const counts = { planned: 0, fired: 0, lost: 0, late: 0, repeated: 0, refused: 0 };
  const count = (of: keyof typeof counts, struck: readonly number[]): void => {
    counts[of] += struck.length;
  };
  enterStrikes(
    {
      planned: (struck) => {
        count('planned', struck);
      },
      fired: (struck) => {
        count('fired', struck);
      },
      lost: (struck) => {
        count('lost', struck);
      },
      arrived: (struck, { late_passes, copy, refusal }) => {
        if (late_passes > 0) count('late', struck);
        if (copy > 0) count('repeated', struck);
        if (refusal !== null) count('refused', struck);
      },
    },
    plan,
    replies,
  );
  return counts;
}

const NO_TIMELINE = { senders: new Int32Array(0), times_ns: new Float64Array(0) };
const NONE = { planned: 8, fired: 8, lost: 0, late: 0, repeated: 0, refused: 0 };

describe('a struck parcel', () => {
  it('that is lost reaches its receiver by others only', async () => {
    const struck = await race(striking());
    expect(blobsOf0(struck.outcome.race.timelines[1])).toEqual([]);
    expect(blobsOf0(struck.outcome.race.timelines[2])).toHaveLength(8);
    expect(tallyOf(struck)).toEqual({ ...NONE, lost: 8 });
    expect(struck.outcome.traffic.messages).toBe(4 * 3 * 8);
    expect(struck.outcome.traffic.delivered_bytes).toBeLessThan(struck.outcome.traffic.blob_bytes);
  });

  it('that is doubled is accepted twice', async () => {
    const struck = await race(striking({}, {}));
    expect(blobsOf0(struck.outcome.race.timelines[1])).toHaveLength(16);
    expect(tallyOf(struck)).toEqual({ ...NONE, repeated: 8 });
    expect(struck.outcome.traffic.messages).toBe(4 * 3 * 8 + 8);
  });

  it('that is late waits for so many steps of its receiver, or for its last', async () => {
    const struck = await race(striking({ delay_passes: 2 }));
    const [, timeline = []] = struck.outcome.race.timelines;
    const firstAccept = timeline.findIndex((event) => event[0] === 'accept' && event[1] === 0);
    const stepsBefore = timeline.slice(0, firstAccept).filter(([type]) => type === 'export');
    expect(stepsBefore.length).toBeGreaterThanOrEqual(2);
    expect(blobsOf0(timeline)).toHaveLength(8);
    expect(tallyOf(struck).late).toBeGreaterThan(0);
  });

  it('that is overtaken comes after others that were imported with it', async () => {
    const overtaken = await race(striking({ order: 1 }));
    const { senders, times_ns } = overtaken.outcome.timelines[1] ?? NO_TIMELINE;
    const batches = new Map<number, number[]>();
    senders.forEach((sender, event) => {
      const at_ns = times_ns[event] ?? -1;
      if (sender >= 0) batches.set(at_ns, [...(batches.get(at_ns) ?? []), sender]);
    });
    const withOthers = [...batches.values()].filter(
      (batch) => batch.includes(0) && batch.some((sender) => sender !== 0),
    );
    expect(withOthers.length).toBeGreaterThan(0);
    expect(withOthers.every((batch) => batch.lastIndexOf(0) === batch.length - 1)).toBe(true);
    expect(tallyOf(overtaken)).toEqual(NONE);
  });

  it.each(['bit_flip', 'truncate', 'empty', 'oversize', 'foreign'] as const)(
    'that was damaged (%s) is refused by its envelope and is not in the timeline',
    async (type) => {
      const faults = striking({ damage: { type, seed: 3 } });
      const struck = await race(faults, { courier: SUMMED });
      expect(blobsOf0(struck.outcome.race.timelines[1])).toEqual([]);
      expect(
        struck.outcome.refused.map(({ sender, receiver, code }) => [sender, receiver, code]),
      ).toEqual(Array(8).fill([0, 1, 'damaged']));
      expect(tallyOf(struck)).toEqual({ ...NONE, refused: 8 });
    },
  );

  it('that was damaged goes to the engine raw where there is no envelope', async () => {
    const struck = await race(striking({ damage: { type: 'truncate', seed: 3 } }), {
      courier: RAW,
    });
    const damaged = struck.outcome.detection.map(({ damaged_count }) => damaged_count);
    expect(damaged.reduce((sum, count) => sum + count)).toBe(8);
    expect(struck.outcome.refused.every(({ code }) => code === 'engine_threw')).toBe(true);
  });

  it.each([[], [{}, {}], [{ delay_passes: 3 }], [{ order: 2 }]])(
    'leaves a race that replays to the same contents: %j',
    async (...copies: readonly Partial<Copy>[]) => {
      const struck = await race(striking(...copies), { blob_scope: 'delta' });
      const replayed = await replay(struck.setting, struck.outcome.race.timelines);
      expect(replayed.map(contentOf)).toEqual(struck.replicas.map(contentOf));
    },
  );

  it('that there was nothing to send in has not fired', async () => {
    const script = await layMixed({ agents: 2, rounds: 1, writes_per_agent: 8, seed: 2 });
    const nothing = { ...script, rounds: [[[], script.rounds[0]?.[1] ?? []]] };
    const empty = await race(striking({ delay_passes: 1 }), {
      script: nothing,
      shards: 1,
      strategy: exportingNothing(await strategyNamed('lww')),
    });
    expect(tallyOf(empty)).toMatchObject({ planned: 1, fired: 0 });
  });
});

function exportingNothing(strategy: RaceSetting['strategy']): RaceSetting['strategy'] {
  const createReplica: typeof strategy.createReplica = (context) => {
    const replica = strategy.createReplica(context);
    replica.export = () => new Uint8Array(0);
    return replica;
  };
  return { ...strategy, createReplica };
}
