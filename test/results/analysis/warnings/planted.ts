// How tests of warnings read: a study in which a cause was planted, and what is warned of.

import type { ManifestParts } from '../../../../src/results/manifest.js';
import type { RepetitionRecord } from '../../../../src/results/record.js';
import type { StudyWarning } from '../../../../src/results/analysis/analysis.js';
import { warningsOf } from '../../../../src/results/analysis/warnings/registry.js';
import { examinedOf } from '../build-cells.js';

/** The warnings with that code, of all that the study is warned of. */
export function warned(
  code: string,
  records: readonly RepetitionRecord[],
  parts: Partial<ManifestParts> = {},
): readonly StudyWarning[] {
  return warningsOf(examinedOf(records, parts)).filter((warning) => warning.code === code);
}
