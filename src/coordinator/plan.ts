// The order in which a study is executed. Repetition by repetition, so that a half-finished study has all
// cells alike; in each repetition the points of the grid in a seeded order, and at each point all
// strategies one after the other, in a seeded order again: whatever drifts on the machine lands on all of
// them (a randomised complete block design, Montgomery, Design and Analysis of Experiments, ch. 4).

import type { Random } from '../model/random.js';
import { createRandom, deriveSeed } from '../model/random.js';
import type { AnyCell, Cell, SessionCell } from './cell.js';
import { cellIdOf, isSessionCell } from './cell.js';
import { sessionBlocksOf } from './sessions/session-grid.js';
import type { Study } from './study.js';
import { blocksOf } from './study.js';

/** One repetition of one cell, counted from 0. */
export interface Visit<C extends AnyCell = Cell> {
  readonly cell: C;
  readonly repetition: number;
}

export type SessionVisit = Visit<SessionCell>;
export type AnyVisit = Visit | SessionVisit;

export function isSessionVisit(visit: AnyVisit): visit is SessionVisit {
  return isSessionCell(visit.cell);
}

/** All visits of a study in the order in which they are executed; the same for the same study. */
export function* visitsOf(study: Study): Generator<AnyVisit, void> {
  const blocks = allBlocksOf(study);
  for (let repetition = 0; repetition < study.runs; repetition += 1) {
    const random = createRandom(deriveSeed(study.seed, 'order', repetition));
    for (const block of shuffled(blocks, random)) {
      for (const cell of shuffled(block, random)) yield { cell, repetition } as AnyVisit;
    }
  }
}

export function visitCountOf(study: Study): number {
  return allBlocksOf(study).flat().length * study.runs;
}

/** Of merging, then of races for sessions. */
function allBlocksOf(study: Study): readonly (readonly AnyCell[])[] {
  return [...blocksOf(study), ...sessionBlocksOf(study)];
}

/** The same for every strategy, so that all are given the same writes. */
export function seedOf({ seed }: Study, repetition: number): number {
  return repetition === 0 ? seed : deriveSeed(seed, 'repetition', repetition);
}

/** Names one visit within a study. */
export function visitIdOf({ cell, repetition }: AnyVisit): string {
  return `${cellIdOf(cell)}#${repetition}`;
}

/** Fisher and Yates' shuffle of a copy. */
function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = random.integer(0, last);
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}
