// All warnings of a study: first what is missing in it, then where it was measured, then how. One line adds
// a rule.

import type { StudyWarning } from '../analysis.js';
import {
  driftingMachine,
  loadedMachine,
  noisyMachine,
  startSkew,
  threadsAboveCores,
} from './machine.js';
import { coldThreads, freeModelCalls, outliersPresent, timerGrain } from './measurement.js';
import { fewRepetitions, unfinishedRepetitions, unfinishedStudy } from './repetitions.js';
import type { Examined, WarningRule } from './warning.js';

const RULES: readonly WarningRule[] = [
  ...[unfinishedStudy, unfinishedRepetitions, fewRepetitions],
  ...[threadsAboveCores, startSkew, noisyMachine, driftingMachine, loadedMachine],
  ...[timerGrain, coldThreads, outliersPresent, freeModelCalls],
];

export function warningsOf(examined: Examined): readonly StudyWarning[] {
  return RULES.flatMap((rule) => rule(examined));
}
