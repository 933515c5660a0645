// One sentence on one strategy: what it lost, what it surfaced and what it took, at the largest number of
// agents that it has a result for: without faults, and then under them. What was not measured is not mentioned; what has no result is.

import type { Status } from '../../model/verdict.js';
import { STATUSES } from '../../model/verdict.js';
import type { CellWithRecords, StrategyAccount } from './strategy-account.js';
import { accountOf, hasResult, largestOf } from './strategy-account.js';
import { isWithoutFaults } from './twin.js';
import { counted, enumerate, grouped } from '../../model/wording.js';
import { duration, percent } from './wording.js';

/** @param all the strategy's cells, one at least. */
export function sentenceOn(strategy: string, all: readonly CellWithRecords[]): string {
  const clean = all.filter(({ cell }) => isWithoutFaults(cell));
  const account = accountOf(clean) ?? accountOf(all);
  if (account === null) return `${strategy} has no result: ${endsText(all)}.`;
  const clauses = [
    enumerate(deedsOf(account)),
    ...undecidedText(account),
    ...divergenceText(account),
    ...costText(account),
    ...(accountOf(clean) === null ? [] : faultsText(all)),
    ...missingText(all),
  ];
  return `${strategy} ${clauses.join('; ')}.`;
}

function deedsOf(account: StrategyAccount): readonly string[] {
  const { arbitrated, escalations, escalations_missed } = account;
  return [
    `${lossText(account)} ${placeText(account)}`,
    ...(arbitrated > 0
      ? [`dropped ${counted(arbitrated, 'value')} for concurrent ones without a signal`]
      : []),
    ...(escalations ? [`surfaced ${counted(escalations, 'conflict')}`] : []),
    ...(escalations_missed && escalations
      ? [`left ${counted(escalations_missed, 'conflict')} unsurfaced`]
      : []),
    ...(saidNothing(account) ? ['said nothing'] : []),
  ];
}

function lossText({ lost, issued }: StrategyAccount): string {
  const all = counted(issued, 'contribution');
  return lost === 0
    ? `lost none of ${all}`
    : `lost ${grouped(lost)} of ${all} (${percent(lost / issued)})`;
}

/** `at 64 agents`, and over what its numbers are totals. */
function placeText({ agents, cells, repetitions }: StrategyAccount): string {
  const workloads = new Set(cells.map(({ factors }) => factors.workload)).size;
  const scope =
    workloads === cells.length ? counted(workloads, 'workload') : `${cells.length} cells`;
  return [
    `at ${counted(agents, 'agent')}`,
    ...(cells.length > 1 ? [`over ${scope}`] : []),
    ...(repetitions > cells.length ? [`in ${counted(repetitions, 'repetition')}`] : []),
  ].join(' ');
}

function saidNothing({ lost, arbitrated, escalations }: StrategyAccount): boolean {
  return lost + arbitrated > 0 && escalations === 0;
}

function undecidedText({ undecided }: StrategyAccount): readonly string[] {
  return undecided > 0
    ? [`what became of ${counted(undecided, 'contribution')} could not be told`]
    : [];
}

function divergenceText({ diverged, repetitions }: StrategyAccount): readonly string[] {
  if (diverged === 0) return [];
  const where = repetitions === 1 ? '' : ` in ${grouped(diverged)} of ${repetitions} repetitions`;
  return [`its replicas ended up different${where}`];
}

/** Medians of the cells: one, or the least and the most of them. */
function costText({
  cells,
  model_calls,
  diverged,
  repetitions,
}: StrategyAccount): readonly string[] {
  const medians = cells.flatMap(({ metrics }) => metrics.converge_ns?.point ?? []);
  if (medians.length === 0) return [];
  const [least, most] = [Math.min(...medians), Math.max(...medians)].map(duration);
  const range = least === most ? least : `${least} to ${most}`;
  const median = repetitions > cells.length ? 'a median of ' : '';
  const calls = model_calls ? `, with ${counted(model_calls, 'model call')}` : '';
  return [`it took ${median}${range}${diverged === 0 ? ' to converge' : ''}${calls}`];
}

/** What it comes to under faults, which costs and losses without any say nothing of. */
function faultsText(all: readonly CellWithRecords[]): readonly string[] {
  const faulted = all.filter(({ cell }) => !isWithoutFaults(cell));
  const account = accountOf(faulted);
  if (account === null) return [];
  const { cells } = account;
  const mixes = new Set(cells.map(({ factors }) => factors.faults)).size;
  const odd = cells.filter(({ standing }) => standing === 'invalid' || standing === 'undecided');
  const exceptions = odd.length === 0 ? '' : `, ${odd.length} of them not as expected`;
  const scope = `in ${counted(cells.length, 'cell')}${exceptions}`;
  return [`under ${counted(mixes, 'mix', 'mixes')} of faults it ${lossText(account)} ${scope}`];
}

/** What is missing at the strategy's largest size. */
function missingText(all: readonly CellWithRecords[]): readonly string[] {
  const largest = largestOf(all);
  const there = all.filter(({ cell }) => cell.factors.agents === largest);
  const repetitions = there.flatMap(({ records }) => records);
  const missing = repetitions.filter((record) => !hasResult(record)).length;
  if (missing === 0) return [];
  const have = missing === 1 ? 'has' : 'have';
  const share = `${grouped(missing)} of ${counted(repetitions.length, 'repetition')}`;
  return [`${share} at ${counted(largest, 'agent')} ${have} no result (${endsText(there)})`];
}

const ENDS: Readonly<Record<Status, string>> = {
  ok: 'could not be judged',
  crashed: 'crashed',
  timeout: 'timed out',
  oom: 'ran out of memory',
  refused: 'refused for lack of memory',
  interrupted: 'interrupted',
};

/** How the repetitions ended that have no result: `3 crashed and 1 timed out`. */
function endsText(cells: readonly CellWithRecords[]): string {
  const missing = cells.flatMap(({ records }) => records.filter((one) => !hasResult(one)));
  const ends = STATUSES.map((status) => ({
    status,
    count: missing.filter((record) => record.status === status).length,
  }));
  return enumerate(
    ends
      .filter(({ count }) => count > 0)
      .map(({ status, count }) => `${grouped(count)} ${ENDS[status]}`),
  );
}
