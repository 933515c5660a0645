import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/model/random.js';
import type { RaceHistory } from '../../../src/sessions/history.js';
import { judgeHistory } from '../../../src/sessions/judge/judge.js';
import type { Answer } from '../../../src/sessions/store.js';
import { simulateHistory } from './support/simulated-history.js';

const simulations = fc.record({
  seed: fc.integer(),
  workers: fc.integer({ min: 1, max: 4 }),
  steps: fc.integer({ min: 10, max: 250 }),
});

describe('a correct store is never accused', () => {
  it('however its calls overlap, whoever dies and whatever expires', () => {
    fc.assert(
      fc.property(simulations, (simulation) => {
        const findings = judgeHistory(simulateHistory(simulation));
        expect(findings.filter(({ verdict }) => verdict === 'FAIL')).toEqual([]);
      }),
      { numRuns: 40, seed: 7 },
    );
  });

  it('and what is said of it is decided: most windows are examined', () => {
    const history = simulateHistory({ seed: 3, workers: 3, steps: 600 });
    const finding = judgeHistory(history).find(({ property }) => property === 'linearizable');
    expect(finding).toMatchObject({ verdict: 'PASS' });
    expect(finding?.examined).toBeGreaterThan(20);
  });
});

describe('a changed answer is noticed', () => {
  it('in most of fifty histories', () => {
    const missed = Array.from({ length: 50 }, (_, seed) => seed).filter((seed) => {
      const changed = changeOneAnswer(simulateHistory({ seed, workers: 3, steps: 200 }), seed);
      return judgeHistory(changed).every(({ verdict }) => verdict !== 'FAIL');
    });
    expect(missed.length).toBeLessThan(10);
  });
});

/** One answered call of the first half answers as if it had been refused, or otherwise than it did. */
function changeOneAnswer(history: RaceHistory, seed: number): RaceHistory {
  const answered = history.entries.filter(({ answer }) => answer !== null);
  const half = Math.floor(answered.length / 2);
  const chosen = answered[createRandom(seed).integer(0, half)];
  const entries = history.entries.map((entry) =>
    entry === chosen ? ({ ...entry, answer: changed(entry.answer) } as typeof entry) : entry,
  );
  return { ...history, entries };
}

function changed(answer: Answer<unknown> | null): Answer<unknown> {
  if (answer?.ok) return { ok: true, value: distorted(answer.value) };
  return { ok: true, value: null };
}

/** Every number, flag and list in it is another. */
function distorted(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (value === null) return { turn_index: 9, revision: 9, state: null };
  if (Array.isArray(value)) return value.length === 0 ? [{ work: { work_id: 1 }, fence: 1 }] : [];
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, distorted(part)]));
}
