// Results folders and plug-ins for tests of `replay`, made by executing what they say.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { encodeEvidence } from '../../src/coordinator/evidence/encode.js';
import { compress } from '../../src/coordinator/evidence/gzip.js';
import { visitOf } from '../../src/coordinator/evidence/rejudge.js';
import { digestsOf } from '../../src/coordinator/finals.js';
import { replayHistory } from '../../src/coordinator/replay/replay.js';
import type { StudyConfiguration } from '../../src/coordinator/study.js';
import { readEnvironment } from '../../src/metrics/environment.js';
import { readTool } from '../../src/metrics/tool.js';
import { buildManifest } from '../../src/results/manifest.js';
import type { JournalEntry } from '../../src/results/study/entry.js';
import { Journal } from '../../src/results/study/journal.js';
import { writeManifest } from '../../src/results/study/manifest-file.js';
import { writeStored } from '../../src/results/study/stored-file.js';
import { changed } from '../../src/selftest/planted-bug.js';
import { crdt } from '../../src/strategies/crdt.js';
import { pickSmallest } from '../../src/strategies/model.js';
import type { Strategy } from '../../src/strategies/strategy.js';
import { judge } from '../../src/verdict/judge.js';
import type { LedgerEntries } from '../../src/verdict/ledger.js';
import { storeVisits } from '../coordinator/evidence/stored-visits.js';
import { buildParts } from '../results/build-manifest.js';

const HARNESS_COST = { clock_ns: 40, record_ns: 80, recording_ns_per_write: 120 };

/** A results folder as a study leaves it; `change` may tamper with what is journalled. */
export async function studyFolder(
  folder: string,
  changes: Partial<StudyConfiguration> = {},
  change: (entry: JournalEntry) => JournalEntry | Promise<JournalEntry> = (entry) => entry,
): Promise<readonly JournalEntry[]> {
  const { study, entries } = await storeVisits(folder, changes);
  const environment = readEnvironment();
  const parts = buildParts({ tool: readTool(), study, environment, harness_cost: HARNESS_COST });
  writeManifest(folder, buildManifest(parts));
  const journal = Journal.create(folder);
  const changed: JournalEntry[] = [];
  for (const entry of entries) changed.push(await change(entry));
  for (const entry of changed) journal.append(entry);
  journal.close();
  return changed;
}

/** The entry as if its repetition had been this history, executed by this strategy. */
export async function asHistory(
  folder: string,
  entry: JournalEntry,
  entries: LedgerEntries,
  strategy: Strategy,
): Promise<JournalEntry> {
  const { seed } = entry.record;
  const evidence = await replayHistory(entries, strategy, { seed, model: pickSmallest });
  const { findings, verdict, outcome } = judge(evidence);
  const path = entry.evidence?.path ?? '';
  const bytes = compress(encodeEvidence({ visit: visitOf(entry.record), evidence }));
  return {
    ...entry,
    record: { ...entry.record, findings, verdict, outcome },
    finals: digestsOf(evidence.finals),
    evidence: writeStored(folder, path, bytes),
  };
}

/** A plug-in like `crdt` that forgets every set write of an element; its URL. */
export function forgetfulPlugin(folder: string): string {
  const crdt = new URL('../../dist/strategies/crdt.js', import.meta.url).href;
  const path = join(folder, 'forgetful.mjs');
  writeFileSync(
    path,
    `import { crdt } from ${JSON.stringify(crdt)};
export const strategy = {
  ...crdt,
  name: 'forgetful',
  createReplica: (context) => {
    const sound = crdt.createReplica(context);
    const apply = sound.apply.bind(sound);
    sound.apply = (write) => {
      if (write.kind !== 'grow_set' || !write.value.includes(3)) apply(write);
    };
    return sound;
  },
};
`,
  );
  return pathToFileURL(path).href;
}

/** As the plug-in of that name does, in this process. */
export const forgetful: Strategy = {
  ...crdt,
  createReplica: (context) => {
    const sound = crdt.createReplica(context);
    return changed(sound, {
      apply: (write) => {
        if (write.kind !== 'grow_set' || !write.value.includes(3)) sound.apply(write);
      },
    });
  },
};
