// Warnings about partial, faulted, loaded and simulated exchange: what is missing beside a number, and what
// the number is not about.

import type { RepetitionRecord } from '../../record.js';
import type { CellAnalysis } from '../analysis.js';
import { threadsAsked } from '../cell-id.js';
import { faultedCells } from '../twin.js';
import { counted } from '../../../model/wording.js';
import { unissuedOf, unissuedShare } from '../../unissued.js';
import { percent } from '../wording.js';
import type { WarningRule } from './warning.js';
import { idsOf } from './warning.js';

export const missingTwin: WarningRule = ({ cells }) => {
  const alone = faultedCells(cells).filter(({ twin }) => twin === null);
  if (alone.length === 0) return [];
  return [
    {
      code: 'missing_twin',
      what: `${counted(alone.length, 'cell')} under faults without the same cell under none`,
      cause: 'what the faults did cannot be told from what happens without them',
      remedy: 'put the mix none first in --faults, or finish the study with --resume',
      cells: idsOf(alone.map(({ cell }) => cell)),
    },
  ];
};

export const saturatedLoad: WarningRule = ({ cells, records }) => {
  const saturated = cells.filter(({ metrics }) => (metrics.writes_unissued?.point ?? 0) > 0);
  if (saturated.length === 0) return [];
  const [worst] = records.toSorted((one, other) => unissuedShare(other) - unissuedShare(one));
  return [
    {
      code: 'saturated_load',
      what: `in ${counted(saturated.length, 'cell')} writes could not be issued in time${worst ? `, in the worst repetition ${unissuedOf(worst)}` : ''}`,
      cause:
        'agents were slower than --rate asked: response times are those of a queue that only grows, and no number of a closed loop says what such a load costs',
      remedy: 'lower --rate until every write is issued, and report the rate that was kept up',
      cells: idsOf(saturated),
    },
  ];
};

export const simulatedTimes: WarningRule = ({ cells }) => {
  const simulated = cells.filter(isSimulated);
  if (simulated.length === 0) return [];
  return [
    {
      code: 'simulated_times',
      what: `${counted(simulated.length, 'cell')} simulated in one thread`,
      cause: 'a seed chose what happened when, so nothing was concurrent and no time was measured',
      remedy: 'take verdicts, counts and bytes from it, and times from --threads auto',
      cells: idsOf(simulated),
    },
  ];
};

/** `--threads 0`. */
function isSimulated({ shown, factors }: CellAnalysis): boolean {
  return factors.threads === 0 || threadsAsked(shown) === '0';
}

/** A few points more or less are the luck of a draw. */
const MOST_SHARE_DIFFERENCE = 0.05;

export const conflictShareMissed: WarningRule = ({ cells, records }) => {
  const farthest = new Map<string, Shares>();
  for (const record of records) {
    const shares = sharesOf(record);
    const known = farthest.get(record.cell_id);
    if (shares && !(known && distance(known) >= distance(shares)))
      farthest.set(record.cell_id, shares);
  }
  const missed = cells.flatMap((cell) => {
    const shares = farthest.get(cell.cell_id);
    return shares && distance(shares) > MOST_SHARE_DIFFERENCE ? [{ cell, shares }] : [];
  });
  const [worst] = missed.toSorted((left, right) => distance(right.shares) - distance(left.shares));
  if (worst === undefined) return [];
  const { asked, achieved } = worst.shares;
  return [
    {
      code: 'conflict_share_missed',
      what: `in ${counted(missed.length, 'cell')} the share of writes in conflict is not what was asked for: at most apart, ${percent(achieved)} instead of ${percent(asked)}`,
      cause:
        'agents, fields and writes are too few for that share, or exchange between writes leaves fewer of them concurrent',
      remedy: 'give results by the share that was achieved, conflict_share; or write more',
      cells: idsOf(missed.map(({ cell }) => cell)),
    },
  ];
};

/** 0 to 1. */
interface Shares {
  readonly asked: number;
  readonly achieved: number;
}

function sharesOf({ conflict_share_asked, conflict_share }: RepetitionRecord): Shares | null {
  if (conflict_share_asked === null || conflict_share === null) return null;
  return { asked: conflict_share_asked, achieved: conflict_share };
}

function distance({ asked, achieved }: Shares): number {
  return Math.abs(asked - achieved);
}
