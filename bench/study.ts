// What a study costs beyond its repetitions: a process each, the journal, and the report at the end. And
// what the process that executes it holds: nothing that grows with the number of repetitions.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { visitsOf } from '../dist/coordinator/plan.js';
import { elapsedNs, nowNs } from '../dist/metrics/clock.js';
import type { JournalEntry } from '../dist/results/study/entry.js';
import type { Benchmark, Figure } from './benchmark.js';
import { median } from './benchmark.js';
import type { OpenStudy } from './study-folder.js';
import { executeAll, openStudy, realEntries, repeating } from './study-folder.js';

const MAIN = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const PAIRS = 20;
const CELLS = 18;
const REPORTED_RUNS = 56;
const [FEW_RUNS, MANY_RUNS] = [100, 500];

export const study: Benchmark = {
  name: 'study',
  measure: async () => {
    const base = mkdtempSync(join(tmpdir(), 'mergestorm-bench-'));
    try {
      const isolation = await measureIsolation(base);
      const entries = await realEntries(join(base, 'real'));
      return [...isolation, await measureReport(base, entries), await measureMemory(base, entries)];
    } finally {
      rmSync(base, { recursive: true });
    }
  },
};

/** The same visits, each in a process of its own and in this one, in turn; both journalled. */
async function measureIsolation(base: string): Promise<readonly Figure[]> {
  const one = {
    strategies: [{ type: 'built_in', name: 'crdt' }],
    agents: [16],
    runs: PAIRS,
  } as const;
  const apart = await openStudy(join(base, 'apart'), { ...one, isolate: 'process' });
  const here = await openStudy(join(base, 'here'), { ...one, isolate: 'none' });
  const [aparts, heres] = [new VisitTimes(apart), new VisitTimes(here)];
  for (let number = 0; number < PAIRS; number += 1) {
    await aparts.next();
    await heres.next();
  }
  apart.session.end();
  here.session.end();
  const append_ms = median(aparts.appends_ms);
  const [apart_ms, here_ms] = [median(aparts.runs_ms), median(heres.runs_ms)];
  return [
    {
      name: 'isolation and journal',
      value: apart_ms - here_ms + append_ms,
      unit: 'ms a repetition',
      target: { at_most: 300 },
      how: `crdt, mixed, 16 agents: ${apart_ms.toFixed(0)} ms in a process of its own, ${here_ms.toFixed(0)} ms in this one, ${append_ms.toFixed(1)} ms to journal it (medians of ${PAIRS}, in turn)`,
    },
  ];
}

class VisitTimes {
  readonly runs_ms: number[] = [];
  readonly appends_ms: number[] = [];
  readonly #opened: OpenStudy;
  readonly #visits: ReturnType<typeof visitsOf>;

  constructor(opened: OpenStudy) {
    this.#opened = opened;
    this.#visits = visitsOf(opened.study);
  }

  async next(): Promise<void> {
    const { value: visit } = this.#visits.next();
    if (!visit) throw new Error('no visit left');
    const started_ns = nowNs();
    const end = await this.#opened.runner.run(visit);
    const ran_ns = nowNs();
    if (end.type !== 'finished' || end.entry.record.status !== 'ok') {
      throw new Error(`no result: ${JSON.stringify(end)}`);
    }
    this.#opened.session.append(end.entry);
    this.runs_ms.push(elapsedNs(started_ns, ran_ns) / 1e6);
    this.appends_ms.push(elapsedNs(ran_ns, nowNs()) / 1e6);
  }
}

async function measureReport(
  base: string,
  entries: ReadonlyMap<string, JournalEntry>,
): Promise<Figure> {
  const folder = join(base, 'reported');
  const opened = await openStudy(folder, { runs: REPORTED_RUNS });
  await executeAll(opened, repeating(entries));
  opened.session.end();
  const started_ns = nowNs();
  const { status, stderr } = spawnSync(process.execPath, [MAIN, 'report', folder, '--quiet']);
  if (status !== 0) throw new Error(`report failed: ${stderr.toString()}`);
  return {
    name: `report of ${REPORTED_RUNS * CELLS} repetitions`,
    value: elapsedNs(started_ns, nowNs()) / 1e9,
    unit: 's',
    target: { at_most: 30 },
    how: `mergestorm report from start to end, ${CELLS} cells x ${REPORTED_RUNS}, every figure and table`,
  };
}

/** What stays on the heap of the process that executes a study, after few repetitions and after many. */
async function measureMemory(
  base: string,
  entries: ReadonlyMap<string, JournalEntry>,
): Promise<Figure> {
  await heldBytesAfter(join(base, 'warm'), FEW_RUNS, entries);
  const few_bytes = await heldBytesAfter(join(base, 'few'), FEW_RUNS, entries);
  const many_bytes = await heldBytesAfter(join(base, 'many'), MANY_RUNS, entries);
  const mib = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(2)} MiB`;
  return {
    name: 'memory of the coordinator per repetition',
    value: Math.max(many_bytes - few_bytes, 0) / ((MANY_RUNS - FEW_RUNS) * CELLS),
    unit: 'bytes more on the heap',
    target: { at_most: 64 },
    how: `${mib(few_bytes)} after ${FEW_RUNS * CELLS} repetitions journalled, ${mib(many_bytes)} after ${MANY_RUNS * CELLS}`,
  };
}

async function heldBytesAfter(
  folder: string,
  runs: number,
  entries: ReadonlyMap<string, JournalEntry>,
): Promise<number> {
  const opened = await openStudy(folder, { runs });
  await executeAll(opened, repeating(entries));
  const held_bytes = heapBytes();
  opened.session.end();
  return held_bytes;
}

function heapBytes(): number {
  setFlagsFromString('--expose_gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
