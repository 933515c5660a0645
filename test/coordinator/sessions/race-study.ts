// A small study of races, and a race that is simulated: the same every time, in a few milliseconds.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createInProcessRunner } from '../../../src/coordinator/visits/in-process-runner.js';
import { loadInputs } from '../../../src/coordinator/inputs.js';
import { isSessionVisit, visitsOf, type SessionVisit } from '../../../src/coordinator/plan.js';
import type { RunRace } from '../../../src/coordinator/sessions/execute-race.js';
import type { StudyConfiguration } from '../../../src/coordinator/study.js';
import type { VisitEnd } from '../../../src/coordinator/visits/visit-runner.js';
import type { JournalEntry } from '../../../src/results/study/entry.js';
import { buildConfiguration } from '../../support/study.js';

export function raceStudy(changes: Partial<StudyConfiguration> = {}): StudyConfiguration {
  return buildConfiguration({
    ...{ strategies: [], workloads: [], agents: [4], threads: [{ type: 'simulated' }] },
    sessions: { stores: ['memory'], sessions: 2, turns_per_agent: 4, ttl_ms: 50 },
    ...changes,
  });
}

export function firstRace(study: StudyConfiguration): SessionVisit {
  const visit = [...visitsOf(study)].find(isSessionVisit);
  if (!visit) throw new Error('a study without races');
  return visit;
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mergestorm-races-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** The end of the study's first race, held in this process. */
export async function holdFirst(
  study: StudyConfiguration,
  { folder = temporaryFolder(), run }: { folder?: string; run?: RunRace } = {},
): Promise<VisitEnd> {
  const inputs = await loadInputs(study);
  const signal = new AbortController().signal;
  const context = { study, inputs, folder, warnings: ['careful'], signal };
  const runner = createInProcessRunner(context, run && (() => Promise.resolve(run)));
  return runner.run(firstRace(study));
}

export function entryIn(end: VisitEnd): JournalEntry {
  if (end.type !== 'finished') throw new Error(`the race ended as ${end.type}`);
  return end.entry;
}
