// Runs a study for a command: progress on stderr, Ctrl-C, records, and the manifest of what it ran on.

import { executeStudy } from '../coordinator/execute.js';
import type { ExecutedRepetition } from '../coordinator/executed-repetition.js';
import type { Expectation } from '../coordinator/exit.js';
import { keptRecordOf } from '../coordinator/kept-record.js';
import type { Cell, Study } from '../coordinator/study.js';
import { referenceName } from '../coordinator/study.js';
import type { HarnessCost } from '../metrics/calibrate.js';
import { calibrateHarness } from '../metrics/calibrate.js';
import { readEnvironment, readLoadAverage } from '../metrics/environment.js';
import { readTool } from '../metrics/tool.js';
import type { ExitCode } from '../model/problem.js';
import type { Manifest } from '../results/manifest.js';
import { buildManifest } from '../results/manifest.js';
import type { RepetitionRecord } from '../results/record.js';
import { listenForInterrupt } from './interrupt.js';
import { createProgress } from './terminal.js';

export interface StudyResults {
  readonly manifest: Manifest;
  readonly harness_cost: HarnessCost;
  readonly records: readonly RepetitionRecord[];
  /** What each strategy declares of itself. */
  readonly expectations: ReadonlyMap<string, Expectation>;
  /** The exit code of the signal that ended the study early, if one did. */
  readonly interrupted: ExitCode | undefined;
}

export interface RunOptions {
  readonly volume: 'quiet' | 'normal';
  readonly warnings: readonly string[];
}

/** @throws UserError for input that cannot be used. */
export async function runStudy(
  study: Study,
  { volume, warnings }: RunOptions,
): Promise<StudyResults> {
  const harness_cost = calibrateHarness();
  const finish = beginManifest(study, harness_cost);
  const progress = createProgress(volume);
  const interrupt = listenForInterrupt((name) => {
    progress.clear();
    process.stderr.write(
      `mergestorm: ${name}: ending, what is done is kept: repeat it to end now\n`,
    );
  });
  const records: RepetitionRecord[] = [];
  const expectations = new Map<string, Expectation>();
  try {
    const listener = {
      cellStarts: (cell: Cell, index: number, cells: number) => {
        progress.show(describeCell(cell, index, cells));
      },
      repetitionEnds: (executed: ExecutedRepetition) => {
        expectations.set(executed.strategy.name, executed.strategy.expectation);
        records.push(keptRecordOf(executed, warnings));
      },
    };
    await executeStudy(study, listener, interrupt.signal);
  } finally {
    progress.clear();
    interrupt.dispose();
  }
  const manifest = finish();
  return { manifest, harness_cost, records, expectations, interrupted: interrupt.exitCode() };
}

function describeCell({ workload, strategy, agents }: Cell, index: number, cells: number): string {
  const size = agents === null ? '' : `, ${agents} agents`;
  return `[${index + 1}/${cells}] ${workload} ${referenceName(strategy)}${size}`;
}

/** Reads what must be read before the study; the function returned reads the rest after it. */
function beginManifest(study: Study, harness_cost: HarnessCost): () => Manifest {
  const before = {
    tool: readTool(),
    argv: process.argv.slice(2),
    study,
    seed: study.seed,
    environment: readEnvironment(),
    harness_cost,
    started_at: new Date(),
    load_before: readLoadAverage(),
  };
  return () => buildManifest({ ...before, ended_at: new Date(), load_after: readLoadAverage() });
}
