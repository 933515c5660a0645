import { describe, expect, it } from 'vitest';
import { warningsOf } from '../../../../src/results/analysis/warnings/registry.js';
import { examinedOf, repetitionsOf } from '../build-cells.js';

/** As a study should be: twenty repetitions on a quiet machine of two cores, long enough to measure. */
const QUIET = repetitionsOf(20, (repetition) => ({
  converge_ns: 1_000_000 + 1_000 * repetition,
  ...{ start_skew_ns: 900, write_phase_ns: 300_000, probe_ns: 300_000 + 100 * (repetition % 3) },
}));
const SETTINGS = {
  study: { warmup: 1, model: { type: 'stub', latency_ms: 50 } },
  environment: { cores: 2 },
  load_before: [0.5, 0.5, 0.5],
};

describe('the warnings of a study', () => {
  it('are none where nothing is wrong', () => {
    expect(warningsOf(examinedOf(QUIET, SETTINGS))).toEqual([]);
  });

  it('each have what is wrong, why, and what to do about it', () => {
    const troubled = repetitionsOf(3, (repetition) => ({
      ...{ threads: 8, start_skew_ns: 900, write_phase_ns: 1_000, model_calls_total: 1 },
      status: repetition === 0 ? 'crashed' : 'ok',
    }));
    const warnings = warningsOf(
      examinedOf(troubled, {
        study: { warmup: 0, model: { type: 'stub', latency_ms: 0 } },
        environment: { cores: 2 },
        harness_cost: { clock_ns: 1_000 },
        load_before: [9, 9, 9],
      }),
    );
    expect(warnings.map(({ code }) => code)).toEqual([
      ...['repetitions_crashed', 'few_repetitions', 'threads_above_cores', 'start_skew'],
      ...['loaded_machine', 'timer_grain', 'cold_threads', 'free_model_calls'],
    ]);
    for (const { what, cause, remedy } of warnings) {
      expect([what, cause, remedy].every((text) => /^\S.{10,}[^.]$/u.test(text))).toBe(true);
    }
  });
});
