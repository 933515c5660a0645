// A study about to be executed, for tests of whoever executes its visits.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { loadInputs } from '../../../src/coordinator/inputs.js';
import type { Visit } from '../../../src/coordinator/plan.js';
import { isSessionVisit, visitsOf } from '../../../src/coordinator/plan.js';
import type { StudyConfiguration } from '../../../src/coordinator/study.js';
import type { ProcessOptions } from '../../../src/coordinator/visits/visit-child.js';
import { VISIT_PROCESS } from '../../../src/coordinator/visits/visit-child.js';
import type {
  VisitContext,
  VisitEnd,
  VisitRunner,
} from '../../../src/coordinator/visits/visit-runner.js';
import type { JournalEntry } from '../../../src/results/study/entry.js';
import { buildConfiguration } from '../../support/study.js';

export function fixture(path: string): URL {
  return new URL(`../../fixtures/${path}`, import.meta.url);
}

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mergestorm-visits-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** One cell of the fastest strategy without threads, where nothing else is asked for. */
export async function buildContext(
  changes: Partial<StudyConfiguration> = {},
  signal = new AbortController().signal,
): Promise<VisitContext> {
  const study = buildConfiguration({
    strategies: [{ type: 'built_in', name: 'lww' }],
    threads: [{ type: 'inline' }],
    isolate: 'process',
    ...changes,
  });
  const inputs = await loadInputs(study);
  return { study, inputs, folder: temporaryFolder(), warnings: ['careful'], signal };
}

/** A study of one plug-in strategy, behaving as the query of its URL says. */
export function pluginStudy(file: string, way: string): Partial<StudyConfiguration> {
  const url = `${fixture(`strategies/${file}`).href}?${encodeURIComponent(way)}`;
  return { strategies: [{ type: 'plugin', url }] };
}

export function firstVisit({ study }: VisitContext): Visit {
  const [visit] = visitsOf(study);
  if (!visit || isSessionVisit(visit)) throw new Error('a study without visits of merging');
  return visit;
}

export async function runFirst(runner: VisitRunner, context: VisitContext): Promise<JournalEntry> {
  return entryIn(await runner.run(firstVisit(context)));
}

export function entryIn(end: VisitEnd): JournalEntry {
  if (end.type !== 'finished') throw new Error(`the visit ended as ${end.type}`);
  return end.entry;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A process that does not do what a visit's should. */
export function poison(name: string, changes: Partial<ProcessOptions> = {}): ProcessOptions {
  const entry = fileURLToPath(fixture(`poison/${name}.mjs`));
  return { ...VISIT_PROCESS, entry, execArgv: [], ...changes };
}
