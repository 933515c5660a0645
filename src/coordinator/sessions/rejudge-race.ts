// Judging a race of a stored study again, from its history, by the properties that judged it at first.

import type { JournalEntry } from '../../results/study/entry.js';
import { judgeHistory, verdictOf } from '../../sessions/judge/judge.js';
import type { Judgement } from '../../verdict/judge.js';
import { differencesOf } from '../evidence/differences.js';
import { UNJUDGED } from '../evidence/unjudged.js';
import { findingOf } from './race-record.js';
import { readHistory } from './race-evidence.js';

export interface RejudgedRace {
  /** Of merging it has nothing to say. */
  readonly again: Judgement;
  readonly basis: 'evidence' | 'nothing';
  readonly differences: readonly string[];
}

/** @throws UserError (exit 65) where the history cannot be relied on. */
export function rejudgeRace(
  folder: string,
  visit: string,
  { record, evidence: file }: JournalEntry,
): RejudgedRace {
  // A history that was too long to be kept is said so in the record, and is nobody's mistake.
  if (!file) return { again: UNJUDGED, basis: 'nothing', differences: [] };
  const findings = judgeHistory(readHistory({ folder, file, visit }));
  const verdict = verdictOf(findings);
  const again = { ...UNJUDGED, verdict, findings: findings.map(findingOf) };
  return { again, basis: 'evidence', differences: differencesOf(record, again) };
}
