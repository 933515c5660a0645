import { describe, expect, it } from 'vitest';
import { visitsOf } from '../../../src/coordinator/plan.js';
import { RemainingTime } from '../../../src/coordinator/session/remaining-time.js';
import { cellIdOf } from '../../../src/coordinator/study.js';
import { SeenRepetitions } from '../../../src/results/study/seen-repetitions.js';
import { buildConfiguration } from '../../support/study.js';

const STUDY = buildConfiguration({ agents: [2, 64], runs: 3 });
const VISITS = [...visitsOf(STUDY)];

describe('the remaining time of a study', () => {
  it('is not known before anything was executed', () => {
    expect(new RemainingTime(STUDY, new SeenRepetitions()).estimateMs()).toBeNull();
  });

  it('takes the mean of the cells executed for those that were not yet', () => {
    const remaining = new RemainingTime(STUDY, new SeenRepetitions());
    for (const visit of VISITS.slice(0, 2)) remaining.visitTook(visit, 100);
    expect(remaining.estimateMs()).toBe(100 * (VISITS.length - 2));
  });

  it('is exact once every cell was executed and takes as long again', () => {
    const remaining = new RemainingTime(STUDY, new SeenRepetitions());
    const tookMs = (visit: (typeof VISITS)[number]) => (visit.cell.agents ?? 0) * 10;
    const first = VISITS.filter(({ repetition }) => repetition === 0);
    for (const visit of first) remaining.visitTook(visit, tookMs(visit));
    const rest = VISITS.slice(first.length).reduce((sum, visit) => sum + tookMs(visit), 0);
    expect(remaining.estimateMs()).toBe(rest);
  });

  it('does not count what an earlier session has finished', () => {
    const finished = new SeenRepetitions();
    for (const { cell, repetition } of VISITS.slice(0, 10)) {
      finished.add(cellIdOf(cell), repetition);
    }
    const remaining = new RemainingTime(STUDY, finished);
    remaining.visitTook(VISITS[10] ?? (VISITS[0] as never), 50);
    expect(remaining.estimateMs()).toBe(50 * (VISITS.length - 11));
  });
});
