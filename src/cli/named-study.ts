// A study named on the command line, read and analysed.

import { analyseStudy } from '../results/analysis/analyse.js';
import type { AnalysedStudy } from '../results/analysis/analysis.js';
import { resolveStudyFolder } from '../results/study/folder.js';
import { readRecords } from '../results/study/read-study.js';
import { requiredText } from './typed-flags.js';

/**
 * What the folder holds; what is odd about it is said on stderr.
 * @throws UserError (exit 64) where no folder was typed, (66) where there is none, (65) where it is damaged.
 */
export function readNamedStudy(
  typed: Readonly<Record<string, unknown>>,
  word: string,
): AnalysedStudy {
  const { manifest, records, notices } = readRecords(resolveStudyFolder(requiredText(typed, word)));
  for (const notice of notices) process.stderr.write(`mergestorm: ${notice}\n`);
  return analyseStudy(manifest, records);
}
