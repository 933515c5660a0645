// Nothing planted: the session store must keep every invariant in every interleaving, and each exploration must
// show what it is there to show. What was never looked at has not passed.

import { messageOf } from '../../model/problem.js';
import type { Exploration } from '../../sessions/explore/exploration.js';
import type { ExplorationReport } from '../../sessions/explore/explore.js';
import { explore } from '../../sessions/explore/explore.js';
import type { Invariants } from '../../sessions/explore/invariants/registry.js';
import { memoryInSteps } from '../../sessions/explore/memory.js';

export interface CleanExploration {
  readonly exploration: string;
  readonly interleavings: number;
  /** Atomic steps in all of them. */
  readonly steps: number;
  /** What was broken or not looked at, for people; null: nothing. */
  readonly alarm: string | null;
}

export function exploreClean(exploration: Exploration, invariants: Invariants): CleanExploration {
  try {
    const report = explore(exploration, memoryInSteps, invariants);
    const { interleavings, steps } = report;
    const alarm = alarmOf(exploration, report);
    return { exploration: exploration.name, interleavings, steps, alarm };
  } catch (thrown) {
    const alarm = `threw: ${messageOf(thrown)}`;
    return { exploration: exploration.name, interleavings: 0, steps: 0, alarm };
  }
}

function alarmOf(
  { exercises }: Exploration,
  { violations, examined }: ExplorationReport,
): string | null {
  const [first] = violations;
  if (first) {
    return `${first.invariant}: ${first.message} (schedule ${first.schedule.join(' ')})`;
  }
  const idle = exercises.filter((name) => examined[name] === 0);
  return idle.length === 0 ? null : `not looked at: ${idle.join(', ')}`;
}
