// A results folder with nothing in it but what a study leaves: manifest and journal.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnalysedStudy } from '../../src/results/analysis/analysis.js';
import type { Manifest } from '../../src/results/manifest.js';
import { STUDY_FILES } from '../../src/results/study/layout.js';
import { writeManifest } from '../../src/results/study/manifest-file.js';
import { journalOf } from '../results/study/build-entry.js';

/** What a manifest must say and builders of studies leave out. */
const SETTINGS = { timeout_ms: 1_000, heap_limit_mb: null, memory_check: 'refuse' };
const HARNESS_COST = { clock_ns: 38.5, record_ns: 12.25, recording_ns_per_write: 63 };

/** The path of the folder, which is new. */
export function storeStudy(
  parent: string,
  name: string,
  { manifest, records }: Pick<AnalysedStudy, 'manifest' | 'records'>,
): string {
  const folder = join(parent, name);
  mkdirSync(folder);
  writeManifest(folder, completed(manifest));
  const entries = records.map((record) => {
    return { record, finals: [], evidence: null, blobs: null, stderr_tail: null };
  });
  writeFileSync(join(folder, STUDY_FILES.journal), journalOf(entries));
  return folder;
}

function completed(manifest: Manifest): Manifest {
  return {
    ...manifest,
    study: { ...SETTINGS, ...manifest.study },
    harness_cost: { ...HARNESS_COST, ...manifest.harness_cost },
  };
}
