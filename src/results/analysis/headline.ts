// What a study comes to: whether all is as expected, and per strategy what it did at the largest size.

import { worstVerdict } from '../../model/verdict.js';
import type { Verdict } from '../../model/verdict.js';
import type { RepetitionRecord } from '../record.js';
import type { Standing } from '../standing.js';
import type { CellAnalysis, Headline } from './analysis.js';
import { isRace } from './parts.js';
import { raceSentenceOn } from './race-sentence.js';
import type { CellWithRecords } from './strategy-account.js';
import { sentenceOn } from './strategy-sentence.js';
import { counted, enumerate, grouped } from '../../model/wording.js';

/** @param records all records of these cells, in any order. */
export function headlineOf(
  cells: readonly CellAnalysis[],
  records: readonly RepetitionRecord[],
): Headline {
  const strategies = byStrategy(cells, records);
  return {
    verdict: verdictOf(cells),
    title: titleOf(cells, strategies),
    sentences: strategies.map(sentenceOf),
  };
}

function sentenceOf({ strategy, members }: StrategyCells): string {
  const races = members.map(({ cell }) => cell).filter(isRace);
  return races.length > 0 ? raceSentenceOn(strategy, races) : sentenceOn(strategy, members);
}

interface StrategyCells {
  readonly strategy: string;
  /** Its cells, one at least. */
  readonly members: readonly CellWithRecords[];
}

function byStrategy(
  cells: readonly CellAnalysis[],
  records: readonly RepetitionRecord[],
): readonly StrategyCells[] {
  const byCell = new Map<string, RepetitionRecord[]>(cells.map(({ cell_id }) => [cell_id, []]));
  for (const record of records) byCell.get(record.cell_id)?.push(record);
  const names = [...new Set(cells.map(({ factors }) => factors.strategy))];
  return names.map((strategy) => ({
    strategy,
    members: cells
      .filter(({ factors }) => factors.strategy === strategy)
      .map((cell) => ({ cell, records: byCell.get(cell.cell_id) ?? [] })),
  }));
}

const VERDICTS: Readonly<Record<Standing, Verdict>> = {
  valid: 'PASS',
  baseline: 'FAIL',
  invalid: 'FAIL',
  undecided: 'UNKNOWN',
};

/** A baseline's failure is not the study's, unless there is nothing else in it. */
function verdictOf(cells: readonly CellAnalysis[]): Verdict {
  const others = cells.filter(({ standing }) => standing !== 'baseline');
  return worstVerdict(
    (others.length > 0 ? others : cells).map(({ standing }) => VERDICTS[standing]),
  );
}

function titleOf(cells: readonly CellAnalysis[], strategies: readonly StrategyCells[]): string {
  if (cells.length === 0) return 'No repetition is recorded.';
  const unexpected = [
    ...unexpectedText(strategies, 'invalid', 'failed and should not have'),
    ...unexpectedText(strategies, 'undecided', 'came to no verdict'),
  ];
  if (unexpected.length > 0) return `Of ${counted(cells.length, 'cell')} ${unexpected.join(', ')}.`;
  const all = cells.length === 1 ? 'The one cell is' : `All ${counted(cells.length, 'cell')} are`;
  return `${all} as expected: ${strategies.map(expectedText).join(', ')}.`;
}

/** `3 failed and should not have (crdt)`. */
function unexpectedText(
  strategies: readonly StrategyCells[],
  standing: Standing,
  what: string,
): readonly string[] {
  const whose = strategies.filter((one) => countOf(one, standing) > 0);
  if (whose.length === 0) return [];
  const count = whose.reduce((sum, one) => sum + countOf(one, standing), 0);
  return [`${grouped(count)} ${what} (${enumerate(whose.map(({ strategy }) => strategy))})`];
}

/** `lww fails`, `crdt passes`, `lww fails in 4 of 6`. */
function expectedText(one: StrategyCells): string {
  const failing = countOf(one, 'baseline');
  if (failing === 0) return `${one.strategy} passes`;
  const all = one.members.length;
  return `${one.strategy} fails${failing === all ? '' : ` in ${failing} of ${all}`}`;
}

function countOf({ members }: StrategyCells, standing: Standing): number {
  return members.filter(({ cell }) => cell.standing === standing).length;
}
