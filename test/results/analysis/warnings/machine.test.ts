import { describe, expect, it } from 'vitest';
import type { RepetitionRecord } from '../../../../src/results/record.js';
import { recordOf, repetitionsOf } from '../build-cells.js';
import { warned } from './planted.js';

const CELL = 'clean_merge/crdt/mesh/batch/a2/tauto';
const TWO_CORES = { environment: { cores: 2 } };

/** Thirty repetitions, one a minute, before which the probe took so long. */
function probed(probeOf: (repetition: number) => number | null): readonly RepetitionRecord[] {
  return repetitionsOf(30, (repetition) => ({
    started_at: new Date(60_000 * repetition).toISOString(),
    probe_ns: probeOf(repetition),
  }));
}

describe('threads above cores', () => {
  it('are warned of in the cells that have them', () => {
    const records = [recordOf({ threads: 2 }), recordOf({ threads: 16, agents: 16 })];
    expect(warned('threads_above_cores', records, TWO_CORES)).toMatchObject([
      { what: 'up to 16 threads on 2 cores', cells: ['clean_merge/crdt/mesh/batch/a16/tauto'] },
    ]);
  });

  it('are measured by the quota where that is less', () => {
    const environment = { cores: 8, cgroup_cpu_quota_cores: 1.5 };
    const [warning] = warned('threads_above_cores', [recordOf({ threads: 2 })], { environment });
    expect(warning?.what).toBe('up to 2 threads on 1.5 cores');
  });

  it('are none where there are as many cores, or where that is not known', () => {
    expect(warned('threads_above_cores', [recordOf({ threads: 2 })], TWO_CORES)).toEqual([]);
    expect(warned('threads_above_cores', [recordOf()], { environment: {} })).toEqual([]);
  });
});

describe('start skew', () => {
  const skewed = (start_skew_ns: number | null) =>
    repetitionsOf(3, () => ({ start_skew_ns, write_phase_ns: 100_000 }));

  it('is warned of above 1 % of the write phase', () => {
    const [warning] = warned('start_skew', skewed(4_000));
    expect(warning?.cells).toEqual([CELL]);
    expect(warning?.what).toContain('up to 4 % of the write phase apart (median), more than 1 %');
  });

  it('is judged by the median: one late start is no warning', () => {
    const [, ...others] = skewed(900);
    expect(warned('start_skew', [recordOf({ start_skew_ns: 30_000 }), ...others])).toEqual([]);
  });

  it('is none up to 1 %, or where nothing was measured', () => {
    expect(warned('start_skew', skewed(1_000))).toEqual([]);
    expect(warned('start_skew', skewed(null))).toEqual([]);
    expect(warned('start_skew', [recordOf({ start_skew_ns: 5, write_phase_ns: 0 })])).toEqual([]);
  });
});

describe('a noisy machine', () => {
  it('is one on which a fixed computation does not take a fixed time', () => {
    const [warning] = warned(
      'noisy_machine',
      probed((repetition) => 300_000 * (1 + (repetition % 3) / 10)),
    );
    expect(warning?.what).toContain('varied by 18 % of its median');
  });

  it('is none where it varies by what two busy neighbours did to it', () => {
    const records = probed((repetition) => 270_000 + 14_000 * ((repetition % 4) / 3));
    expect(warned('noisy_machine', records)).toEqual([]);
  });

  it('is not told by one slow probe, by few, or by none', () => {
    expect(
      warned(
        'noisy_machine',
        probed((repetition) => (repetition === 7 ? 9e6 : 3e5)),
      ),
    ).toEqual([]);
    expect(
      warned(
        'noisy_machine',
        probed((repetition) => (repetition < 8 ? 3e5 * (repetition + 1) : null)),
      ),
    ).toEqual([]);
    expect(
      warned(
        'noisy_machine',
        probed(() => null),
      ),
    ).toEqual([]);
  });
});

describe('a drifting machine', () => {
  const slowing = probed((repetition) => 300_000 * (1 + repetition / 300));

  it('is slower in the last third of the study than in the first', () => {
    const [warning] = warned('drifting_machine', slowing);
    expect(warning?.what).toContain('took 7 % longer in the last third');
  });

  it('or faster', () => {
    const quickening = probed((repetition) => 300_000 * (1 - repetition / 300));
    expect(warned('drifting_machine', quickening)[0]?.what).toContain('took 7 % less');
  });

  it('is told by the time of execution, not by the order of the cells', () => {
    // The second cell's repetitions were executed between those of the first.
    const interleaved = slowing.map((record, index) =>
      recordOf({ ...record, agents: index % 2 === 0 ? 2 : 4 }),
    );
    expect(warned('drifting_machine', interleaved)).toHaveLength(1);
    const byCell = slowing.map((record, index) =>
      recordOf({
        ...record,
        probe_ns: index % 2 === 0 ? 300_000 : 400_000,
        agents: index % 2 === 0 ? 2 : 4,
      }),
    );
    expect(warned('drifting_machine', byCell)).toEqual([]);
  });

  it('is none where it stays as it was', () => {
    expect(
      warned(
        'drifting_machine',
        probed((repetition) => 300_000 + 1_000 * (repetition % 5)),
      ),
    ).toEqual([]);
  });
});

describe('a loaded machine', () => {
  const resumption = { argv: [], started_at: '', ended_at: null, load_after: null };

  it('has more to do than cores before the study', () => {
    const parts = { ...TWO_CORES, load_before: [2.6, 1, 1] };
    expect(warned('loaded_machine', repetitionsOf(1), parts)).toMatchObject([
      { what: 'a load of 2.6 on 2 cores before the study began', cells: [] },
    ]);
  });

  it('or before it was resumed', () => {
    const resumptions = [{ ...resumption, load_before: [3, 1, 1] }];
    expect(warned('loaded_machine', repetitionsOf(1), { ...TWO_CORES, resumptions })).toHaveLength(
      1,
    );
  });

  it('is none at a load that the cores can bear, or where the system keeps none', () => {
    expect(warned('loaded_machine', [], { ...TWO_CORES, load_before: [2, 9, 9] })).toEqual([]);
    expect(warned('loaded_machine', [], { ...TWO_CORES, load_before: null })).toEqual([]);
  });
});
