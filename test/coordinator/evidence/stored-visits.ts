// A small study executed in this thread and stored, and ways to forge what it left behind: whoever has the
// folder can write any file of it and any checksum.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { loadInputs } from '../../../src/coordinator/inputs.js';
import { visitsOf } from '../../../src/coordinator/plan.js';
import type { StudyConfiguration } from '../../../src/coordinator/study.js';
import { createInProcessRunner } from '../../../src/coordinator/visits/in-process-runner.js';
import type { JournalEntry, StoredFile } from '../../../src/results/study/entry.js';
import { writeStored } from '../../../src/results/study/stored-file.js';
import { DEFAULT_MIXED } from '../../../src/workloads/mixed.js';
import { buildConfiguration } from '../../support/study.js';

export interface StoredVisits {
  readonly study: StudyConfiguration;
  readonly entries: readonly JournalEntry[];
}

/** Three agents, two rounds, four writes each, of every kind and in few fields. */
export async function storeVisits(
  folder: string,
  changes: Partial<StudyConfiguration> = {},
): Promise<StoredVisits> {
  const study = buildConfiguration({
    threads: [{ type: 'inline' }],
    strategies: [{ type: 'built_in', name: 'crdt' }],
    workloads: ['mixed'],
    agents: [3],
    rounds: 2,
    writes_per_agent: 4,
    mixed: { ...DEFAULT_MIXED, fields_per_kind: 2 },
    ...changes,
  });
  const signal = new AbortController().signal;
  const inputs = await loadInputs(study);
  const runner = createInProcessRunner({ study, inputs, folder, warnings: [], signal });
  const entries: JournalEntry[] = [];
  for (const visit of visitsOf(study)) {
    const end = await runner.run(visit);
    if (end.type === 'finished') entries.push(end.entry);
  }
  return { study, entries };
}

/** The one entry of a study of one visit. */
export async function storeVisit(
  folder: string,
  changes: Partial<StudyConfiguration> = {},
): Promise<JournalEntry> {
  const { entries } = await storeVisits(folder, changes);
  const [entry] = entries;
  if (!entry) throw new Error('a study without visits');
  return entry;
}

export function fileOf(file: StoredFile | null): StoredFile {
  if (!file) throw new Error('nothing was stored');
  return file;
}

export function contentOf(folder: string, file: StoredFile | null): Buffer {
  return gunzipSync(readFileSync(join(folder, fileOf(file).path)));
}

/** Puts other content in the place of a file, and a checksum that fits. */
export function forge(folder: string, file: StoredFile | null, content: Buffer): StoredFile {
  return writeStored(folder, fileOf(file).path, gzipSync(content));
}

/** The entry with its evidence changed as text, checksum and all. */
export function forgeEvidence(
  folder: string,
  entry: JournalEntry,
  change: (text: string) => string,
): JournalEntry {
  const text = contentOf(folder, entry.evidence).toString();
  const forged = change(text);
  if (forged === text) throw new Error('the change changes nothing');
  return { ...entry, evidence: forge(folder, entry.evidence, Buffer.from(forged)) };
}
