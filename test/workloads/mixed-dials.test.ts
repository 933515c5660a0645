// The contention dials of `mixed`, each alone and with the others, and that without them nothing changes.

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Script } from '../../src/model/script.js';
import type { Write } from '../../src/model/write.js';
import { DEFAULT_MIXED, mixed } from '../../src/workloads/mixed.js';
import type { MixedOptions, WorkloadOptions } from '../../src/workloads/workload.js';
import { allWrites, optionsWith } from './script-reading.js';

type Overrides = Partial<Omit<WorkloadOptions, 'mixed'>> & { mixed?: Partial<MixedOptions> };

function lay({ mixed: knobs, ...options }: Overrides): Promise<Script> {
  return mixed.lay(optionsWith({ ...options, mixed: { ...DEFAULT_MIXED, ...knobs } }));
}

/** Writes that set a scalar which another agent sets to another value in the same round. */
function conflictsOf(script: Script): readonly Write[] {
  return script.rounds.flatMap((turns) => {
    const written = turns.flat();
    return written.filter((write) => written.some((other) => contradict(write, other)));
  });
}

function contradict(one: Write, other: Write): boolean {
  if (one.field !== other.field || one.agent_id === other.agent_id) return false;
  return one.kind !== other.kind || (one.kind === 'scalar' && one.value !== other.value);
}

function conflictShare(script: Script): number {
  return conflictsOf(script).length / allWrites(script).length;
}

function shareOf(script: Script, isCounted: (write: Write) => boolean): number {
  const writes = allWrites(script);
  return writes.filter(isCounted).length / writes.length;
}

const isMergeable = ({ kind }: Write): boolean => kind !== 'scalar';

describe('mixed without dials', () => {
  const layouts: readonly (readonly [string, Overrides])[] = [
    [
      '65430613e120a515081898623c3135c6766c6bde386cc0c924f1b430dc5d24b9',
      { agents: 5, rounds: 2, writes_per_agent: 20, seed: 1 },
    ],
    [
      '2c47d7424977eaed21f97ea652b812610312d604f97035eccda2f3775b742357',
      {
        ...{ agents: 12, rounds: 3, writes_per_agent: 7, seed: -42 },
        mixed: {
          kind_weights: { scalar: 3, grow_set: 0, append_text: 1 },
          ...{ fields_per_kind: 120, field_skew: 0 },
        },
      },
    ],
    [
      '18f2bd0ad42c3a161d0819a26af5951462266922ae8be400e696759136b086f3',
      {
        ...{ agents: 3, rounds: 1, writes_per_agent: 50, seed: 2 ** 31 - 1 },
        mixed: { element_overlap: 1, value_chars: 16 },
      },
    ],
  ];

  it.each(layouts)('writes what it always wrote: %s', async (digest, options) => {
    const script = await lay(options);
    expect(createHash('sha256').update(JSON.stringify(script)).digest('hex')).toBe(digest);
  });
});

describe('conflict_share', () => {
  const shapes = fc.record({
    seed: fc.integer(),
    pairs: fc.integer({ min: 1, max: 8 }),
    rounds: fc.integer({ min: 1, max: 5 }),
    writes_per_agent: fc.integer({ min: 1, max: 12 }),
    percent: fc.integer({ min: 0, max: 100 }),
    hot_fields: fc.option(fc.integer({ min: 1, max: 5 })),
  });

  it('is met by an even number of agents, to within two writes a round', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async ({ percent, pairs, hot_fields, ...shape }) => {
        const conflict_share = percent / 100;
        const script = await lay({
          ...{ ...shape, agents: 2 * pairs },
          mixed: { conflict_share, hot_fields },
        });
        const wanted = conflict_share * 2 * pairs * shape.rounds * shape.writes_per_agent;
        const missed = Math.abs(conflictsOf(script).length - wanted);
        expect(missed).toBeLessThanOrEqual(2 * shape.rounds + 1e-6);
      }),
      { numRuns: 150 },
    );
  });

  it.each([0, 0.01, 0.1, 0.25, 0.5, 0.9, 1])(
    'comes to %f over agents and rounds',
    async (share) => {
      for (const seed of [1, 2, 3]) {
        const options = { seed, agents: 33, rounds: 20, writes_per_agent: 3 };
        const script = await lay({ ...options, mixed: { conflict_share: share } });
        expect(Math.abs(conflictShare(script) - share)).toBeLessThan(0.01);
      }
    },
  );

  it.each([2, 3, 7])(
    'comes to half for %i agents with one write a round, round over round',
    async (agents) => {
      const options = { agents, rounds: 400, writes_per_agent: 1 };
      const script = await lay({ ...options, mixed: { conflict_share: 0.5 } });
      expect(Math.abs(conflictShare(script) - 0.5)).toBeLessThan(agents === 3 ? 0.17 : 0.02);
    },
  );

  it('is of nobody where there is one agent', async () => {
    const options = { agents: 1, writes_per_agent: 50, mixed: { conflict_share: 0.5 } };
    expect(conflictShare(await lay(options))).toBe(0);
  });

  it('keeps every scalar that is not to conflict to one agent', async () => {
    const options = { agents: 8, rounds: 3, writes_per_agent: 20 };
    const script = await lay({ ...options, mixed: { conflict_share: 0.2 } });
    const conflicts = new Set(conflictsOf(script));
    const writers = new Map<string, Set<string>>();
    for (const write of allWrites(script)) {
      if (isMergeable(write) || conflicts.has(write)) continue;
      writers.set(write.field, (writers.get(write.field) ?? new Set()).add(write.agent_id));
    }
    expect(writers.size).toBeGreaterThan(8);
    expect([...writers.values()].filter(({ size }) => size > 1)).toEqual([]);
  });

  it('sets each hot scalar once an agent and round, each time to another value', async () => {
    const options = { agents: 20, rounds: 5, writes_per_agent: 10 };
    const script = await lay({ ...options, mixed: { conflict_share: 0.45 } });
    const conflicts = conflictsOf(script);
    expect(new Set(conflicts.map(({ value }) => value)).size).toBe(conflicts.length);
    expect(new Set(conflicts.map(({ field }) => field)).size).toBe(5);
    for (const turn of script.rounds.flat()) {
      const fields = turn.filter((write) => conflicts.includes(write)).map(({ field }) => field);
      expect(new Set(fields).size).toBe(fields.length);
    }
  });

  it('goes to as many hot scalars as are asked for, all alike', async () => {
    const options = { agents: 24, rounds: 4, writes_per_agent: 10 };
    const script = await lay({ ...options, mixed: { conflict_share: 0.4, hot_fields: 3 } });
    const counts = new Map<string, number>();
    for (const { field } of conflictsOf(script)) counts.set(field, (counts.get(field) ?? 0) + 1);
    expect([...counts].sort()).toEqual([
      ...['scalar-00', 'scalar-01', 'scalar-02'].map((field) => [field, 128]),
    ]);
  });

  it('scatters conflicts over an agent’s writes', async () => {
    const options = { agents: 40, rounds: 10, writes_per_agent: 5 };
    const script = await lay({ ...options, mixed: { conflict_share: 0.4 } });
    const counts = [0, 0, 0, 0, 0];
    for (const { op_id } of conflictsOf(script)) counts[op_id % 5] = (counts[op_id % 5] ?? 0) + 1;
    // 800 conflicts in 5 places: 160 each, with a standard deviation of 10.
    expect(Math.max(...counts.map((count) => Math.abs(count - 160)))).toBeLessThan(50);
  });

  it('changes no write of the others when agents or rounds are added', async () => {
    const knobs = { conflict_share: 0.3, hot_fields: 2, mergeable_ratio: 0.5 };
    const contents = (turns: readonly (readonly Write[])[] | undefined) =>
      turns
        ?.slice(0, 5)
        .map((turn) => turn.map(({ op_id, field, value }) => [op_id, field, value]));
    const size = { agents: 5, rounds: 2, writes_per_agent: 6, mixed: knobs };
    const small = await lay(size);
    const large = await lay({ ...size, agents: 50, rounds: 3 });
    expect(large.rounds.slice(0, 2).map(contents)).toEqual(small.rounds.map(contents));
  });

  it('draws the other writes by the weights of their kinds', async () => {
    const options = { agents: 30, rounds: 2, writes_per_agent: 50 };
    const script = await lay({ ...options, mixed: { conflict_share: 0.4 } });
    expect(shareOf(script, isMergeable)).toBeCloseTo(0.4, 1);
  });
});

describe('hot_fields', () => {
  const size = { agents: 20, rounds: 1, writes_per_agent: 500 };

  function rankShares(script: Script, kind: Write['kind']): readonly number[] {
    const writes = allWrites(script).filter((write) => write.kind === kind);
    return Array.from(
      { length: 8 },
      (_, rank) =>
        writes.filter(({ field }) => field === `${kind}-0${rank}`).length / writes.length,
    );
  }

  it.each(['scalar', 'grow_set', 'append_text'] as const)(
    'take nine tenths of the writes to a %s, and the others the rest',
    async (kind) => {
      const shares = rankShares(await lay({ ...size, mixed: { hot_fields: 3 } }), kind);
      for (const share of shares.slice(0, 3)) expect(Math.abs(share - 0.3)).toBeLessThan(0.04);
      for (const share of shares.slice(3)) expect(Math.abs(share - 0.02)).toBeLessThan(0.015);
    },
  );

  it.each([8, 9, 1000])('are all alike where there are %i', async (hot_fields) => {
    const shares = rankShares(await lay({ ...size, mixed: { hot_fields } }), 'scalar');
    for (const share of shares) expect(Math.abs(share - 1 / 8)).toBeLessThan(0.03);
  });
});

describe('mergeable_ratio', () => {
  const size = { agents: 20, rounds: 2, writes_per_agent: 100 };

  it.each([0, 0.2, 0.75, 1])('sends a share of %f to sets and texts', async (mergeable_ratio) => {
    const script = await lay({ ...size, mixed: { mergeable_ratio } });
    expect(Math.abs(shareOf(script, isMergeable) - mergeable_ratio)).toBeLessThan(0.03);
  });

  it.each([
    [{ scalar: 5, grow_set: 3, append_text: 1 }, 0.75],
    [{ scalar: 0, grow_set: 0, append_text: 2 }, 0],
    [{ scalar: 1, grow_set: 0, append_text: 0 }, 0.5],
  ])('keeps the proportion of sets and texts of %o', async (kind_weights, sets) => {
    const script = await lay({ ...size, mixed: { kind_weights, mergeable_ratio: 0.8 } });
    const set_share = shareOf(script, ({ kind }) => kind === 'grow_set');
    expect(Math.abs(set_share - 0.8 * sets)).toBeLessThan(0.03);
  });

  it('is one of all writes, those that are to conflict included', async () => {
    const knobs = { conflict_share: 0.3, mergeable_ratio: 0.6 };
    const script = await lay({ ...size, mixed: knobs });
    expect(Math.abs(shareOf(script, isMergeable) - 0.6)).toBeLessThan(0.03);
    expect(conflictShare(script)).toBeCloseTo(0.3, 6);
  });

  it.each([
    [0.3, 0.9, 0.7],
    [1, 0.5, 0],
    [1, 1, 0],
  ])('yields to a conflict share of %f where %f is too much', async (share, ratio, left) => {
    const knobs = { conflict_share: share, mergeable_ratio: ratio };
    const script = await lay({ ...size, mixed: knobs });
    expect(shareOf(script, isMergeable)).toBeCloseTo(left, 6);
  });
});
