// All warnings of a study: first what is missing in it, then where it was measured, then how it
// was exchanged and how it was measured. One line adds
// a rule.

import type { StudyWarning } from '../analysis.js';
import { conflictShareMissed, missingTwin, saturatedLoad, simulatedTimes } from './exchange.js';
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
  ...[missingTwin, saturatedLoad, conflictShareMissed, simulatedTimes],
  ...[timerGrain, coldThreads, outliersPresent, freeModelCalls],
];

export function warningsOf(examined: Examined): readonly StudyWarning[] {
  return RULES.flatMap((rule) => rule(examined));
}
