// When every agent intends each of its writes under open load: a pure function of the seed. What is intended
// does not depend on how fast anything is done; that is the point of an open load (B. Schroeder, A. Wierman
// and M. Harchol-Balter, "Open Versus Closed: A Cautionary Tale", NSDI 2006).

import { createRandom, deriveSeed, type Random } from '../model/random.js';
import type { Pace } from '../workers/terms.js';
import type { Load } from './exchange/terms.js';

type OpenLoad = Extract<Load, { type: 'open' }>;

export interface Intents {
  readonly seed: number;
  /** Rounds of one repetition draw different times. */
  readonly round: number;
  /** In order of seats: who writes, and how many writes. An agent's times depend on no other agent. */
  readonly agents: readonly { readonly agent_index: number; readonly writes: number }[];
}

const NS_PER_SECOND = 1e9;

type TimesOf = (random: Random, writes: number, gap_ns: number) => readonly number[];

const PROCESSES: Readonly<Record<OpenLoad['arrivals'], TimesOf>> = {
  constant: evenlySpaced,
  poisson: exponentiallySpaced,
};

/**
 * The pace of these agents under that load. An open phase ends one mean gap after the last write that any of
 * them intends: what has not begun by then is not issued.
 * @throws RangeError where the rate is not above 0 and finite.
 */
export function paceOf(load: Load, intents: Intents): Pace {
  return load.type === 'closed' ? { type: 'closed' } : openPaceOf(load, intents);
}

function openPaceOf({ writes_per_second, arrivals }: OpenLoad, intents: Intents): Pace {
  if (!(writes_per_second > 0 && writes_per_second < Infinity)) {
    throw new RangeError(`a rate is above 0 and finite, not ${writes_per_second}`);
  }
  const { seed, round, agents } = intents;
  const gap_ns = NS_PER_SECOND / writes_per_second;
  const intended_ns = agents.map(({ agent_index, writes }) => {
    const random = createRandom(deriveSeed(seed, 'arrivals', round, agent_index));
    return PROCESSES[arrivals](random, writes, gap_ns).map(Math.round);
  });
  const last_ns = intended_ns.reduce((last, times) => Math.max(last, times.at(-1) ?? 0), 0);
  return { type: 'open', intended_ns, end_ns: Math.ceil(last_ns + gap_ns) };
}

/** Each agent begins at a place of its own within the first gap, so that agents do not all fire at once. */
function evenlySpaced(random: Random, writes: number, gap_ns: number): readonly number[] {
  const phase_ns = random.fraction() * gap_ns;
  return Array.from({ length: writes }, (_, index) => phase_ns + index * gap_ns);
}

/** Gaps of a Poisson process, by inversion: 1 - fraction lies in (0, 1], so that its logarithm is finite. */
function exponentiallySpaced(random: Random, writes: number, gap_ns: number): readonly number[] {
  let at_ns = 0;
  return Array.from({ length: writes }, () => {
    at_ns -= Math.log(1 - random.fraction()) * gap_ns;
    return at_ns;
  });
}
