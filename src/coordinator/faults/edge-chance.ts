// Whether a fault with a probability strikes a blob: a pure function of the sending, and nothing else.

import { deriveSeed } from '../../model/random.js';
import type { Targets } from './arguments/targets.js';
import { chooseTargets } from './arguments/targets.js';
import type { Window } from './arguments/window.js';
import { covers } from './arguments/window.js';
import type { Place, Sending } from './fault.js';
import { hash32 } from './hash.js';

export interface EdgeChance {
  /** Probability of each blob to be struck, in millionths; bursts leave it as it is. */
  readonly chance: number;
  readonly targets: Targets;
  /** 1 where left out. */
  readonly burst?: number;
  readonly window: Window | null;
}

/**
 * Blobs to and from targets are struck. With bursts the passes of an edge fall into blocks of that many,
 * shifted by edge so that edges do not go bad in step, and a block is struck as a whole: one decision
 * holds for every blob on that edge until the block is over, however often it is sent again.
 */
export function edgeChance(
  { chance, targets, burst = 1, window }: EdgeChance,
  { seed, agents }: Place,
): (sending: Sending) => boolean {
  const isTarget = chooseTargets(targets, { seed: deriveSeed(seed, 'targets'), agents });
  const strikes = threshold(chance);
  const [strikeSeed, shiftSeed] = [deriveSeed(seed, 'strike'), deriveSeed(seed, 'shift')];
  const decide = ({ pass, sender, receiver, attempt }: Sending): number => {
    if (burst === 1) return hash32(strikeSeed, pass, sender, receiver, attempt);
    const shift = hash32(shiftSeed, sender, receiver) % burst;
    return hash32(strikeSeed, Math.floor((pass + shift) / burst), sender, receiver);
  };
  return (sending) =>
    covers(window, sending.pass) &&
    (isTarget(sending.sender) || isTarget(sending.receiver)) &&
    decide(sending) < strikes;
}

/**
 * Hashes below it are struck; 2^32 of them for certainty.
 * @throws RangeError for a probability that would strike nothing or is none.
 */
export function threshold(millionths: number): number {
  const hashes = Math.floor((millionths / 1e6) * 2 ** 32);
  if (!(hashes >= 1 && hashes <= 2 ** 32)) {
    throw new RangeError(`a probability of ${millionths} millionths strikes nothing or is none`);
  }
  return hashes;
}
