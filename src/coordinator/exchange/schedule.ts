// The seed by which a topology chooses who meets whom in a repetition. The routes of every pass and the bound of
// the heal must have it from here: a bound of another graph than the one that carries the blobs bounds nothing.

import { deriveSeed } from '../../model/random.js';
import type { RepetitionPlan } from '../repetition-plan.js';

/** A sub-seed of its own: who meets whom does not depend on what is written or on what strikes. */
export function scheduleSeedOf({ seed }: Pick<RepetitionPlan, 'seed'>): number {
  return deriveSeed(seed, 'schedule');
}
