// Studies to measure: opened in a folder, executed for real or from entries made beforehand.

import { loadInputs } from '../dist/coordinator/inputs.js';
import type { Visit } from '../dist/coordinator/plan.js';
import { visitsOf } from '../dist/coordinator/plan.js';
import { executeVisits } from '../dist/coordinator/session/execute-visits.js';
import { Session } from '../dist/coordinator/session/session.js';
import type { StudyConfiguration } from '../dist/coordinator/study.js';
import { cellIdOf } from '../dist/coordinator/study.js';
import { PLAIN_TERMS } from '../dist/coordinator/exchange/terms.js';
import { createVisitRunner } from '../dist/coordinator/visits/runner-of.js';
import type { VisitRunner } from '../dist/coordinator/visits/visit-runner.js';
import { createNewFolder } from '../dist/results/files.js';
import type { JournalEntry } from '../dist/results/study/entry.js';
import { SeenRepetitions } from '../dist/results/study/seen-repetitions.js';
import { DEFAULT_MIXED } from '../dist/workloads/mixed.js';

export const STUDY: StudyConfiguration = {
  study: 'bench',
  strategies: ['lww', 'transactional', 'crdt'].map((name) => ({ type: 'built_in', name })),
  workloads: ['mixed'],
  topologies: ['mesh'],
  exchanges: ['batch'],
  faults: ['none'],
  terms: PLAIN_TERMS,
  git: null,
  agents: [2, 4, 8, 16, 32, 64],
  threads: [{ type: 'auto' }],
  writes_per_agent: 10,
  rounds: 1,
  runs: 1,
  warmup: 0,
  seed: 1,
  model: { type: 'stub', latency_ms: 0 },
  mixed: DEFAULT_MIXED,
  log_file: null,
  timeout_ms: 60_000,
  heap_limit_mb: null,
  memory_check: 'refuse',
  isolate: 'none',
  deadline_ms: 60_000,
  blobs: 'discard',
  expect: {},
  thresholds: [],
};

export interface OpenStudy {
  readonly study: StudyConfiguration;
  readonly session: Session;
  readonly runner: VisitRunner;
}

export async function openStudy(
  folder: string,
  changes: Partial<StudyConfiguration>,
): Promise<OpenStudy> {
  const study = { ...STUDY, ...changes };
  createNewFolder(folder);
  const inputs = await loadInputs(study);
  const session = Session.begin({ folder, study, inputs, argv: ['study'] });
  const { signal } = new AbortController();
  const runner = createVisitRunner({ study, inputs, folder, warnings: [], signal });
  return { study, session, runner };
}

/** Executes the whole study with that runner, its own where none is given. */
export async function executeAll(
  { study, session, runner: own }: OpenStudy,
  runner: VisitRunner = own,
): Promise<readonly JournalEntry['record']['cell_id'][]> {
  const cell_ids = new Set<string>();
  await executeVisits({
    study,
    finished: new SeenRepetitions(),
    runner,
    append: (entry) => {
      session.append(entry);
      cell_ids.add(entry.record.cell_id);
    },
    listener: { visitStarts: () => undefined, visitEnds: () => undefined },
    signal: new AbortController().signal,
  });
  return [...cell_ids];
}

/** One real entry of every cell of {@link STUDY}. */
export async function realEntries(folder: string): Promise<ReadonlyMap<string, JournalEntry>> {
  const opened = await openStudy(folder, {});
  const entries = new Map<string, JournalEntry>();
  for (const visit of visitsOf(opened.study)) {
    const end = await opened.runner.run(visit);
    if (end.type === 'finished') entries.set(cellIdOf(visit.cell), end.entry);
  }
  opened.session.end();
  return entries;
}

/** Repeats the entry of a visit's cell instead of executing it. */
export function repeating(entries: ReadonlyMap<string, JournalEntry>): VisitRunner {
  return {
    run: ({ cell, repetition }: Visit) => {
      const entry = entries.get(cellIdOf(cell));
      if (!entry) throw new Error(`no entry of ${cellIdOf(cell)}`);
      // A copy, as one that a process has sent is.
      const record = { ...structuredClone(entry.record), repetition };
      return Promise.resolve({ type: 'finished', entry: { ...entry, record } });
    },
  };
}
