// What a study judged again comes to, in words and as JSON.

import type { AnalysedVisit } from '../coordinator/evidence/analysis.js';
import { printable } from '../model/quote.js';
import { SCHEMA_VERSION } from '../results/schema-version.js';
import { strictJson } from '../results/strict-json.js';
import { counted } from '../model/wording.js';

/** How many were judged again, how many could not be and why, whether their states were read again. */
export function summaryLines(visits: readonly AnalysedVisit[]): readonly string[] {
  const judged = judgedOf(visits).length;
  return [
    `judged again: ${judged} of ${counted(visits.length, 'repetition')}`,
    ...withoutEvidenceLines(visits),
    ...stateLines(visits),
    ...verdictLines(judged, differingOf(visits).length),
  ];
}

/** Every difference with its visit. */
export function differenceLines(visits: readonly AnalysedVisit[]): readonly string[] {
  return visits.flatMap(({ visit, differences }) =>
    differences.map((difference) => printable(`${visit}: ${difference}`)),
  );
}

/** The whole of it: one entry per repetition, named as in results.csv, and the counts. */
export function analysisJson(visits: readonly AnalysedVisit[]): string {
  return strictJson({
    schema_version: SCHEMA_VERSION,
    repetitions: visits.length,
    judged_again: judgedOf(visits).length,
    differing: differingOf(visits).length,
    judgements: visits.map(judgementOf),
  });
}

function judgementOf({ record, again, ...visit }: AnalysedVisit) {
  const { cell_id, repetition, workload, strategy, status, note } = record;
  return { cell_id, repetition, workload, strategy, status, note, ...again, ...visit };
}

function judgedOf(visits: readonly AnalysedVisit[]): readonly AnalysedVisit[] {
  return visits.filter(({ basis }) => basis === 'evidence');
}

function differingOf(visits: readonly AnalysedVisit[]): readonly AnalysedVisit[] {
  return visits.filter(({ differences }) => differences.length > 0);
}

function verdictLines(judged: number, differing: number): readonly string[] {
  if (differing > 0) return [`not as stored: ${counted(differing, 'repetition')}`];
  return judged > 0 ? ['every judgement is as stored'] : [];
}

function withoutEvidenceLines(visits: readonly AnalysedVisit[]): readonly string[] {
  const without = visits.filter(({ basis }) => basis === 'nothing');
  if (without.length === 0) return [];
  const statuses = countedBy(without.map(({ record }) => record.status));
  return [`without evidence, not judged again: ${without.length} (${statuses})`];
}

function stateLines(visits: readonly AnalysedVisit[]): readonly string[] {
  const kept = visits.flatMap(({ states }) => states ?? []);
  if (kept.length === 0) return [];
  const alike = kept.filter(({ verdict }) => verdict === 'PASS').length;
  const unread = kept.filter(({ verdict }) => verdict === 'UNKNOWN');
  const reasons = [...new Set(unread.flatMap((result) => result.reasons))];
  return [
    `states read again: ${alike} of ${counted(kept.length, 'repetition')} read as the evidence says`,
    ...reasons.map((reason) => printable(`states not read again: ${reason}`)),
  ];
}

/** As `crashed 2, oom 1`. */
function countedBy(names: readonly string[]): string {
  return [...new Set(names)]
    .map((name) => `${name} ${names.filter((other) => other === name).length}`)
    .join(', ');
}
