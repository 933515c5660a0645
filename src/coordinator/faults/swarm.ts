// Draws a mix of faults from a seed: a few kinds at once, each with arguments of its own, rather than all of
// them always, because faults hide one another (Groce et al., "Swarm testing", ISSTA 2012). Kinds that may
// harm even a correct strategy take no part. Probabilities are high: a fault that never strikes tests nothing.

import type { Random } from '../../model/random.js';
import { createRandom, deriveSeed } from '../../model/random.js';
import type { Fault, FaultKind } from './fault.js';
import type { ListedFaults } from './mix.js';
import { mixOfFaults, parseMix } from './mix.js';
import { FAULT_KINDS } from './registry.js';

const SWARM_FAULTS_MAX = 4;

/** A pure function of the seed. Its text, asked for by hand, strikes exactly as the swarm of that seed. */
export function swarmMix(seed: number): ListedFaults {
  const random = createRandom(deriveSeed(seed, 'swarm'));
  const kinds = FAULT_KINDS.filter(({ draw }) => draw !== undefined);
  const count = random.integer(1, SWARM_FAULTS_MAX);
  return mixOfFaults(choose(kinds, count, random).map((kind) => drawFault(kind, random)));
}

/** In the order of the registry, so that what strikes together is always spelled alike. */
function choose(kinds: readonly FaultKind[], count: number, random: Random): readonly FaultKind[] {
  const keyed = kinds.map((kind) => ({ kind, key: random.fraction() }));
  const chosen = keyed.toSorted((left, right) => left.key - right.key).slice(0, count);
  return kinds.filter((kind) => chosen.some((one) => one.kind === kind));
}

function drawFault({ name, draw }: FaultKind, random: Random): Fault {
  const text = draw?.(random) ?? '';
  const parsed = parseMix(text);
  const [fault] = parsed.type === 'mix' && parsed.mix.type === 'listed' ? parsed.mix.faults : [];
  if (!fault) throw new Error(`${name} draws what cannot be read: ${text}`);
  return fault;
}
