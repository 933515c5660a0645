// The plan of a study as data: its cells, the order of its visits, and what they will cost by estimate.

import { namesOf, referenceName, threadsText } from '../../coordinator/cell.js';
import type { CellEstimate } from '../../coordinator/estimate/estimate.js';
import { visitCountOf, visitIdOf, visitsOf } from '../../coordinator/plan.js';
import type { StudyConfiguration } from '../../coordinator/study.js';

/** How many visits are shown of the order. */
const SHOWN_VISITS = 9;

/** Plain data. Times and sizes are estimates; null where a strategy does not say how long it takes. */
export interface StudyPlan {
  readonly study: StudyConfiguration;
  readonly cells: readonly CellPlan[];
  readonly visits: number;
  readonly first_visits: readonly string[];
  readonly strategies: readonly StrategyPlan[];
  /** Of the strategies whose pace is known. */
  readonly estimated_s: number;
  readonly largest_cell_id: string | null;
  readonly peak_bytes: number;
  readonly available_bytes: number;
  readonly notes: readonly string[];
}

export interface CellPlan {
  readonly cell_id: string;
  readonly workload: string;
  readonly strategy: string;
  readonly topology: string;
  readonly exchange: string;
  readonly agents: number;
  /** As asked for. */
  readonly threads: string;
  readonly threads_used: number;
  readonly writes: number;
  /** All its repetitions, with their warm-up. */
  readonly estimated_s: number | null;
  readonly peak_bytes: number;
  readonly refusal: string | null;
}

export interface StrategyPlan {
  readonly strategy: string;
  readonly cells: number;
  readonly refused: number;
  readonly visits: number;
  readonly estimated_s: number | null;
  readonly peak_bytes: number;
}

export function planOf(
  study: StudyConfiguration,
  estimates: readonly CellEstimate[],
  available_bytes: number,
): StudyPlan {
  const cells = estimates.map((estimate) => cellPlanOf(estimate, study.runs));
  const strategies = [...new Set(cells.map(({ strategy }) => strategy))].map((name) =>
    strategyPlanOf(name, cells, study.runs),
  );
  // A cell that is refused needs nothing.
  const executed = cells.filter(({ refusal }) => refusal === null);
  const largest = executed.toSorted((left, right) => right.peak_bytes - left.peak_bytes)[0];
  return {
    study,
    cells,
    visits: visitCountOf(study),
    first_visits: firstVisitsOf(study),
    strategies,
    estimated_s: sum(strategies.map(({ estimated_s }) => estimated_s ?? 0)),
    largest_cell_id: largest?.cell_id ?? null,
    peak_bytes: largest?.peak_bytes ?? 0,
    available_bytes,
    notes: notesOn(study, strategies),
  };
}

function cellPlanOf(estimate: CellEstimate, runs: number): CellPlan {
  const { visit_ms } = estimate;
  const { workload, topology, exchange, threads } = namesOf(estimate.cell);
  return {
    cell_id: estimate.cell_id,
    workload,
    strategy: estimate.strategy,
    topology,
    exchange,
    agents: estimate.agents,
    threads: threadsText(threads),
    threads_used: estimate.threads,
    writes: estimate.writes,
    estimated_s: visit_ms === null ? null : (visit_ms * runs) / 1_000,
    peak_bytes: estimate.peak_bytes,
    refusal: estimate.refusal,
  };
}

function strategyPlanOf(name: string, cells: readonly CellPlan[], runs: number): StrategyPlan {
  const own = cells.filter(({ strategy }) => strategy === name);
  const refused = own.filter(({ refusal }) => refusal !== null);
  const times = own.flatMap(({ estimated_s }) => estimated_s ?? []);
  return {
    strategy: name,
    cells: own.length,
    refused: refused.length,
    visits: own.length * runs,
    estimated_s: times.length < own.length ? null : sum(times),
    peak_bytes: own.reduce((most, cell) => Math.max(most, cell.refusal ? 0 : cell.peak_bytes), 0),
  };
}

function firstVisitsOf(study: StudyConfiguration): readonly string[] {
  const ids: string[] = [];
  for (const visit of visitsOf(study)) {
    if (ids.length === SHOWN_VISITS) break;
    ids.push(visitIdOf(visit));
  }
  return ids;
}

function notesOn(
  study: StudyConfiguration,
  strategies: readonly StrategyPlan[],
): readonly string[] {
  const unknown = strategies.filter(({ estimated_s }) => estimated_s === null);
  const { model } = study;
  return [
    'times are estimated from the measured pace of each strategy, right within a factor of 2 or 3',
    ...(unknown.length === 0
      ? []
      : [
          `not in the total: ${unknown.map(({ strategy }) => strategy).join(', ')}, of unknown pace`,
        ]),
    ...(model.type === 'plugin'
      ? [`not in the total: what calls of ${referenceName({ ...model })} take`]
      : [`a model call takes ${model.latency_ms} ms here, a real one adds its own`]),
  ];
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
