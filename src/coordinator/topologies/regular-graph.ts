// A random graph in which everyone has the same number of neighbours. Connected for sure, not just very
// likely: a ring in random order runs through it and stays.

import { shuffledIndexes } from './shuffled-indexes.js';
import type { Random } from '../../model/random.js';

/** Entry i links `ones[i]` and `others[i]`. No link twice, none from an agent to itself. */
export interface Links {
  readonly ones: number[];
  readonly others: number[];
}

/** Ten for each chord is where the properties of such chains settle (Milo et al. 2003, arXiv:cond-mat/0312028). */
const SWITCHES_PER_CHORD = 10;

/**
 * Begins with a ring and as many chords as the degree needs, each spanning a fixed distance, switches the ends
 * of random pairs of chords, and hands out the places on the ring at random. It works for every degree up to
 * `agents - 1`, where drawing links at random and hoping for no duplicate does not.
 * `degree` from 0 to `agents - 1`; where degree and agents are both odd, one agent has a neighbour less.
 */
export function createRegularGraph(agents: number, degree: number, random: Random): Links {
  const ring = ringOf(agents);
  const chords = chordsOf(agents, degree);
  switchEnds(agents, ring, chords, random);
  const names = shuffledIndexes(agents, random);
  const named = (places: readonly number[]) => places.map((place) => names[place] ?? place);
  return {
    ones: named([...ring.ones, ...chords.ones]),
    others: named([...ring.others, ...chords.others]),
  };
}

function ringOf(agents: number): Links {
  const count = agents > 2 ? agents : agents - 1;
  const ones = Array.from({ length: count }, (_, place) => place);
  return { ones, others: ones.map((place) => (place + 1) % agents) };
}

function chordsOf(agents: number, degree: number): Links {
  const chords: Links = { ones: [], others: [] };
  const span = (distance: number, count: number): void => {
    for (let place = 0; place < count; place += 1) {
      chords.ones.push(place);
      chords.others.push((place + distance) % agents);
    }
  };
  for (let distance = 2; distance <= degree >> 1; distance += 1) span(distance, agents);
  // An odd degree takes a partner for everyone, half-way round.
  if (degree % 2 === 1 && degree > 1) span(agents >> 1, agents >> 1);
  return chords;
}

/** Chords a-b and c-d become a-d and c-b, unless that would link anyone twice, or to itself. */
function switchEnds(agents: number, ring: Links, { ones, others }: Links, random: Random): void {
  const keyOf = (one: number, other: number) =>
    Math.min(one, other) * agents + Math.max(one, other);
  const linked = new Set<number>();
  for (const links of [ring, { ones, others }]) {
    links.ones.forEach((one, index) => linked.add(keyOf(one, links.others[index] ?? one)));
  }
  const drawChord = () => random.integer(0, ones.length - 1);
  for (let left = SWITCHES_PER_CHORD * ones.length; left > 0; left -= 1) {
    const [first, second] = [drawChord(), drawChord()];
    turnRandomly(ones, others, second, random);
    const [a = 0, b = 0, c = 0, d = 0] = [ones[first], others[first], ones[second], others[second]];
    const [ad, cb] = [keyOf(a, d), keyOf(c, b)];
    if (a === d || c === b || linked.has(ad) || linked.has(cb)) continue;
    linked.delete(keyOf(a, b));
    linked.delete(keyOf(c, d));
    linked.add(ad).add(cb);
    [others[first], others[second]] = [d, b];
  }
}

/** A link has no direction, so that either of its ends may be switched. */
function turnRandomly(ones: number[], others: number[], index: number, random: Random): void {
  if (random.integer(0, 1) === 0) return;
  [ones[index], others[index]] = [others[index] ?? 0, ones[index] ?? 0];
}
