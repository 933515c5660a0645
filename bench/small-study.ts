// A small real study, executed repetition by repetition as `mergestorm study --isolate none` does, and
// analysed; nothing is written to disk.

import { executeVisit } from '../dist/coordinator/execute.js';
import { loadInputs } from '../dist/coordinator/inputs.js';
import { isSessionVisit, visitsOf } from '../dist/coordinator/plan.js';
import { recordOf } from '../dist/coordinator/record.js';
import type { Study } from '../dist/coordinator/study.js';
import { readEnvironment, readLoadAverage } from '../dist/metrics/environment.js';
import type { AnalysedStudy } from '../dist/results/analysis/analysis.js';
import { analyseStudy } from '../dist/results/analysis/analyse.js';
import { buildManifest } from '../dist/results/manifest.js';
import type { RepetitionRecord } from '../dist/results/record.js';
import { STUDY } from './study-folder.js';

/** One thread leaves the other core to the rest of the machine. */
const SETTINGS = {
  ...STUDY,
  study: 'compare',
  agents: [16],
  threads: [{ type: 'count', count: 1 }],
  writes_per_agent: 50,
} as const satisfies Study;

export interface SmallStudy {
  /** Built-in strategies executed too. */
  readonly beside: readonly string[];
  /** Repetitions of each cell. */
  readonly runs: number;
  readonly warmup: number;
  /** How much longer every engine call of the crdt takes; 0 for the engine as it is. */
  readonly slower_percent: number;
}

/** A crdt that may be slowed, with lww beside it or without. */
export async function executeSmallStudy({
  beside,
  runs,
  warmup,
  slower_percent,
}: SmallStudy): Promise<AnalysedStudy> {
  const url = new URL(`./slowed-crdt.js?percent=${slower_percent}`, import.meta.url).href;
  const strategies = [
    ...beside.map((name) => ({ type: 'built_in', name }) as const),
    { type: 'plugin', url } as const,
  ];
  const study: Study = { ...SETTINGS, runs, warmup, strategies };
  const started = { started_at: new Date(), load_before: readLoadAverage() };
  const records = await execute(study);
  return analyseStudy(manifestOf(study, started), records);
}

async function execute(study: Study): Promise<readonly RepetitionRecord[]> {
  const inputs = await loadInputs(study);
  const { signal } = new AbortController();
  const records: RepetitionRecord[] = [];
  for (const visit of visitsOf(study)) {
    if (isSessionVisit(visit)) throw new Error('this study races for no sessions');
    records.push(recordOf(await executeVisit(study, inputs, visit, { signal }), []));
  }
  return records;
}

function manifestOf(
  study: Study,
  started: { readonly started_at: Date; readonly load_before: readonly number[] | null },
) {
  return buildManifest({
    tool: { version: 'bench', commit: null },
    argv: [],
    study,
    seed: study.seed,
    environment: readEnvironment(),
    harness_cost: {},
    ...started,
    ended_at: new Date(),
    load_after: readLoadAverage(),
  });
}
