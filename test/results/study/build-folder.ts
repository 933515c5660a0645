// A results folder on disk, complete and small: what a finished study leaves.

import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { calibrateHarness } from '../../../src/metrics/calibrate.js';
import { readEnvironment } from '../../../src/metrics/environment.js';
import type { Manifest, ManifestParts } from '../../../src/results/manifest.js';
import { buildManifest } from '../../../src/results/manifest.js';
import type { JournalEntry } from '../../../src/results/study/entry.js';
import { writeManifest } from '../../../src/results/study/manifest-file.js';
import type { StudyConfiguration } from '../../../src/coordinator/study.js';
import { buildStudy } from '../../support/study.js';
import { buildParts } from '../build-manifest.js';
import { journalOf } from './build-entry.js';

export const CONFIGURATION: StudyConfiguration = {
  ...buildStudy({ study: 'quick' }),
  isolate: 'process',
  deadline_ms: 60_000,
  blobs: 'discard',
  expect: { lww: 'fail' },
  thresholds: ['import:p99<5ms'],
};

const MEASURED = { environment: readEnvironment(), harness_cost: calibrateHarness() };

/** The manifest of a real study, which readers take. */
export function buildStoredManifest(changes: Partial<ManifestParts> = {}): Manifest {
  return buildManifest(
    buildParts({
      study: CONFIGURATION,
      ...MEASURED,
      inputs: [{ path: 'log.jsonl', sha256: 'ab'.repeat(32) }],
      strategies: [{ name: 'lww', version: '1', expectation: 'fail' }],
      ...changes,
    }),
  );
}

/** Writes manifest and journal into a folder that is there. */
export function writeStudy(folder: string, entries: readonly JournalEntry[]): void {
  writeManifest(folder, buildStoredManifest());
  writeFileSync(join(folder, 'cells.jsonl'), journalOf(entries));
}
