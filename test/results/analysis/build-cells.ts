// Cells and series for tests of what is found in them: everything analysed as it really is, from records
// that a test describes in a line.

import { analyseCell } from '../../../src/results/analysis/analyse-cell.js';
import type { CellAnalysis } from '../../../src/results/analysis/analysis.js';
import { groupByCell } from '../../../src/results/analysis/group-by-cell.js';
import { studyFacts } from '../../../src/results/analysis/study-facts.js';
import type { Examined } from '../../../src/results/analysis/warnings/warning.js';
import { buildManifest } from '../../../src/results/manifest.js';
import type { ManifestParts } from '../../../src/results/manifest.js';
import type { RepetitionRecord } from '../../../src/results/record.js';
import { buildParts } from '../build-manifest.js';
import { buildRecord } from '../build-record.js';

/** A record whose cell's id says what its columns say. */
export function recordOf(
  changes: Partial<RepetitionRecord> = {},
  threads = 'auto',
): RepetitionRecord {
  const record = buildRecord(changes);
  const { workload, strategy, topology, exchange, agents, faults } = record;
  const mix = faults === 'none' ? [] : [faults];
  const size = [`a${agents}`, `t${threads}`, ...mix];
  const cell_id = [workload, strategy, topology, exchange, ...size].join('/');
  return { ...record, cell_id };
}

/** So many repetitions of a cell; what changes may depend on the repetition. */
export function repetitionsOf(
  count: number,
  changesOf: (repetition: number) => Partial<RepetitionRecord> = () => ({}),
): readonly RepetitionRecord[] {
  return Array.from({ length: count }, (_, repetition) =>
    recordOf({ repetition, ...changesOf(repetition) }),
  );
}

export function cellsOf(records: readonly RepetitionRecord[]): readonly CellAnalysis[] {
  const facts = studyFacts(buildManifest(buildParts({ study: {} })));
  return groupByCell(records, facts.grid).map((group) => analyseCell(group, new Map()));
}

/** What warnings are made from: these records, under a manifest of which a test says what matters. */
export function examinedOf(
  records: readonly RepetitionRecord[],
  parts: Partial<ManifestParts> = {},
): Examined {
  const manifest = buildManifest(buildParts(parts));
  const facts = studyFacts(manifest);
  const groups = groupByCell(records, facts.grid);
  return {
    manifest,
    facts,
    cells: groups.map((group) => analyseCell(group, facts.expect)),
    records: groups.flat(),
  };
}
