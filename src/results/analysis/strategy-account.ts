// What a strategy did at the largest number of agents that it has a result for: totals over all cells and
// repetitions there, so that each can be added up again from results.csv.

import type { RepetitionRecord } from '../record.js';
import type { CellAnalysis } from './analysis.js';

/** A cell with all of its repetitions. */
export interface CellWithRecords {
  readonly cell: CellAnalysis;
  readonly records: readonly RepetitionRecord[];
}

export interface StrategyAccount {
  readonly agents: number;
  /** The cells there that have a result. */
  readonly cells: readonly CellAnalysis[];
  /** Repetitions with a result: each contribution has its fate. */
  readonly repetitions: number;
  readonly issued: number;
  readonly lost: number;
  readonly arbitrated: number;
  /** Contributions whose fate could not be told. */
  readonly undecided: number;
  /** Null where some repetition does not say; so are the next two. */
  readonly escalations: number | null;
  readonly escalations_missed: number | null;
  readonly model_calls: number | null;
  /** Repetitions that ended with replicas that differ. */
  readonly diverged: number;
}

/** Null where no repetition has a result. */
export function accountOf(all: readonly CellWithRecords[]): StrategyAccount | null {
  const withResult = all.filter(({ records }) => records.some(hasResult));
  if (withResult.length === 0) return null;
  const agents = largestOf(withResult);
  const there = withResult.filter(({ cell }) => cell.factors.agents === agents);
  const records = there.flatMap((one) => one.records.filter(hasResult));
  return {
    agents,
    cells: there.map(({ cell }) => cell),
    repetitions: records.length,
    issued: total(records, ({ contributions_issued }) => contributions_issued) ?? 0,
    lost: total(records, ({ writes_lost }) => writes_lost) ?? 0,
    arbitrated: total(records, ({ writes_arbitrated }) => writes_arbitrated) ?? 0,
    undecided: total(records, ({ fates }) => fates?.['undecided'] ?? 0) ?? 0,
    escalations: total(records, ({ escalations }) => escalations),
    escalations_missed: total(records, ({ escalations_missed }) => escalations_missed),
    model_calls: total(records, ({ model_calls_total }) => model_calls_total),
    diverged: records.filter(({ converged }) => converged === false).length,
  };
}

export function hasResult({
  contributions_issued,
  writes_lost,
  writes_arbitrated,
}: RepetitionRecord): boolean {
  return contributions_issued !== null && writes_lost !== null && writes_arbitrated !== null;
}

export function largestOf(cells: readonly CellWithRecords[]): number {
  return Math.max(...cells.map(({ cell }) => cell.factors.agents));
}

function total(
  records: readonly RepetitionRecord[],
  amountOf: (record: RepetitionRecord) => number | null,
): number | null {
  return records
    .map(amountOf)
    .reduce((sum, amount) => (sum === null || amount === null ? null : sum + amount), 0);
}
