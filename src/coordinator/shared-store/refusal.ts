// What has no meaning where agents share a store. It is refused as a repetition is that does not fit: the cell is
// a recorded data point with its reason, and the other cells of the study go on.

import { EXIT, UserError } from '../../model/problem.js';
import type { StrategyProfile } from '../../strategies/strategy.js';
import type { FaultMix } from '../faults/mix.js';
import { mixOf } from '../faults/plan-of.js';
import type { Cell } from '../study.js';

/**
 * A race sends blobs while agents write, and there is nothing to send; a crash loses what a replica alone held,
 * and everything written is in the store. Other faults strike the blobs that tell of it, and may.
 * @throws UserError (exit 75) naming what is refused.
 */
export function refuseWhatSharingExcludes(
  { name, shares }: StrategyProfile,
  { exchange, faults }: Pick<Cell, 'exchange' | 'faults'>,
): void {
  if (shares === undefined) return;
  if (exchange === 'racing') {
    throw refusal(name, '--exchange racing', 'its agents exchange through the store: use batch');
  }
  if (mayRestart(mixOf(faults))) {
    throw refusal(
      name,
      `--faults ${faults}`,
      'a crash loses nothing of a shared store: leave it out',
    );
  }
}

function mayRestart(mix: FaultMix | null): boolean {
  if (mix === null) return false;
  return mix.type === 'swarm' || mix.faults.some(({ effect }) => effect === 'restarted');
}

function refusal(strategy: string, where: string, remedy: string): UserError {
  return new UserError(EXIT.resources, {
    what: `${strategy} shares a store and cannot do this`,
    where,
    remedy,
  });
}
