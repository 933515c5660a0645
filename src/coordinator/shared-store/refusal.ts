// What has no meaning where agents share a store. It is refused as a repetition is that does not fit: the cell is
// a recorded data point with its reason, and the other cells of the study go on.

import { EXIT, UserError } from '../../model/problem.js';
import type { Script } from '../../model/script.js';
import type { Write } from '../../model/write.js';
import { dotKey } from '../../model/write.js';
import type { StrategyProfile } from '../../strategies/strategy.js';
import { mayCrashAgents } from '../faults/plan-of.js';
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
  if (mayCrashAgents(faults)) {
    throw refusal(
      name,
      `--faults ${faults}`,
      'a crash loses nothing of a shared store: leave it out',
    );
  }
}

/**
 * Who is to follow another's write of the same round would have to wait until it is committed, and agents of one
 * thread write one after the other.
 * @throws UserError (exit 75) where a write declares to follow another agent's of its round.
 */
export function refuseDeclaredOrder(
  { name, shares }: StrategyProfile,
  { rounds }: Pick<Script, 'rounds'>,
): void {
  if (shares === undefined) return;
  const follower = rounds.flatMap(followersWithin).at(0);
  if (!follower) return;
  const where = `${follower.agent_id}'s write ${follower.op_id} declares to follow one of its own round`;
  throw refusal(name, where, 'put what follows into a later round');
}

function followersWithin(round: readonly (readonly Write[])[]): readonly Write[] {
  const issued = new Set(round.flat().map(({ agent_id, op_id }) => dotKey(agent_id, op_id)));
  return round
    .flat()
    .filter(({ agent_id, happens_after }) =>
      happens_after?.some(([agent, op]) => agent !== agent_id && issued.has(dotKey(agent, op))),
    );
}

function refusal(strategy: string, where: string, remedy: string): UserError {
  return new UserError(EXIT.resources, {
    what: `${strategy} shares a store and cannot do this`,
    where,
    remedy,
  });
}
