// All warnings of a study, what concerns most of it first. One line adds a rule.

import type { StudyWarning } from '../analysis.js';
import type { Examined, WarningRule } from './warning.js';

const RULES: readonly WarningRule[] = [];

export function warningsOf(examined: Examined): readonly StudyWarning[] {
  return RULES.flatMap((rule) => rule(examined));
}
