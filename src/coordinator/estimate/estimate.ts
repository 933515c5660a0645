// What a study will cost, before it starts: time and memory of every cell, by the same sums that refuse a
// cell which cannot fit. Scripts are laid to be measured, but for those too large to be laid for that.

import { UserError } from '../../model/problem.js';
import type { StrategyProfile } from '../../strategies/strategy.js';
import type { Machine, ScriptSize } from '../capacity.js';
import { bytesNeeded, chooseThreads, memoryOf, refuseIfTooLarge, sizeOf } from '../capacity.js';
import type { Inputs } from '../inputs.js';
import { refuseWhatSharingExcludes } from '../shared-store/refusal.js';
import type { Cell, StudyConfiguration } from '../study.js';
import { cellIdOf, cellsOf } from '../study.js';
import type { CellEstimate } from './cell-estimate.js';
import { contendedRounds } from './contended.js';
import { estimateRaces, PROCESS_BYTES } from './estimate-races.js';
import { arrivalMs, expectedTraffic } from './traffic.js';
import { overheadMs, repetitionMs, visitMs, waitingMs } from './time.js';

export type { CellEstimate } from './cell-estimate.js';

/** Laying a script of this size takes about a second. */
const MAX_LAID_WRITES = 300_000;

/** @throws UserError where a script cannot be laid. */
export async function estimateCells(
  study: StudyConfiguration,
  inputs: Inputs,
  machine: Machine,
): Promise<readonly CellEstimate[]> {
  const loads = new Map<string, ScriptLoad>();
  const estimates: CellEstimate[] = [];
  for (const cell of cellsOf(study)) {
    const key = `${cell.workload} ${cell.agents ?? ''}`;
    const load = loads.get(key) ?? (await loadOf(study, inputs, cell));
    loads.set(key, load);
    estimates.push(estimateCell(study, cell, { load, machine, strategy: inputs.strategyOf(cell) }));
  }
  return [...estimates, ...estimateRaces(study)];
}

interface ScriptLoad {
  readonly size: ScriptSize;
  readonly contended_rounds: number;
}

async function loadOf(study: StudyConfiguration, inputs: Inputs, cell: Cell): Promise<ScriptLoad> {
  const least = inputs.leastSize(cell);
  if (least.writes > MAX_LAID_WRITES) return { size: least, contended_rounds: least.rounds };
  const script = await inputs.layScript(cell, study.seed);
  return { size: sizeOf(script), contended_rounds: contendedRounds(script) };
}

interface Surroundings {
  readonly load: ScriptLoad;
  readonly machine: Machine;
  readonly strategy: StrategyProfile;
}

function estimateCell(
  study: StudyConfiguration,
  cell: Cell,
  { load, machine, strategy }: Surroundings,
): CellEstimate {
  const { size } = load;
  const { cores } = machine;
  const { memory } = strategy;
  const needed_bytes = bytesNeeded(size, memory);
  const threads = chooseThreads(cell.threads, size.agents, needed_bytes, { cores, memory });
  const refusal = refusalOf(study, strategy, { cell, size, threads, machine });
  const parallel = Math.min(threads, cores);
  return {
    cell,
    cell_id: cellIdOf(cell),
    strategy: strategy.name,
    agents: size.agents,
    threads,
    writes: size.writes,
    visit_ms:
      refusal === null
        ? timeOf(study, cell, { load, parallel, strategy })
        : overheadMs(study.isolate),
    peak_bytes: PROCESS_BYTES + memoryOf(size, memory, threads).total_bytes,
    refusal,
  };
}

interface RefusalTerms {
  readonly cell: Cell;
  readonly size: ScriptSize;
  readonly threads: number;
  readonly machine: Machine;
}

function refusalOf(
  { memory_check }: StudyConfiguration,
  strategy: StrategyProfile,
  { cell, size, threads, machine }: RefusalTerms,
): string | null {
  try {
    refuseWhatSharingExcludes(strategy, cell);
    if (memory_check === 'skip') return null;
    refuseIfTooLarge(strategy, size, threads, machine);
    return null;
  } catch (thrown) {
    if (thrown instanceof UserError) return thrown.message;
    throw thrown;
  }
}

function timeOf(
  study: StudyConfiguration,
  cell: Cell,
  { load, parallel, strategy }: { load: ScriptLoad; parallel: number; strategy: StrategyProfile },
): number | null {
  const { pace, capabilities } = strategy;
  if (!pace) return null;
  const traffic = expectedTraffic(study, cell, load.size);
  const repetition = { size: load.size, exchange: cell.exchange, parallel, traffic };
  const latency_ms = study.model.type === 'stub' ? study.model.latency_ms : 0;
  const model = { latency_ms, contended_rounds: load.contended_rounds };
  const model_ms = capabilities.calls_model ? waitingMs(repetition, model) : 0;
  const waiting_ms = model_ms + arrivalMs(study.terms.load, load.size);
  return visitMs({ warm_ms: repetitionMs(repetition, pace), waiting_ms }, study);
}
