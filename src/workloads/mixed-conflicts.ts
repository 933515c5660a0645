// The `mixed` workload with a chosen share of real conflicts: two agents setting one scalar to values of their
// own, in one round. Nothing else conflicts: other scalars are their writer's alone, and the rest merges.
//
// A write that nobody contends with is no conflict, however hot its field. So agents go in pairs by index, and
// both of a pair are given the same number of conflicts a round, to the same scalars.

import { createRandom, deriveSeed, type Random } from '../model/random.js';
import type { Turn, WriteContent } from './layout.js';
import { createKindDraw, createRankDraw, fieldName } from './mixed-fields.js';
import { createMixedValues } from './mixed-values.js';
import type { WorkloadOptions } from './workload.js';

/** Draws the content of each write of one turn, in order; `label` is unique to the write. */
export type DrawContent = (label: string) => WriteContent;

/** The share times the writes of a turn, without what multiplying two decimals adds to it. */
const DECIMALS = 6;

/** Steps through [0, 1) more evenly than chance: the golden ratio (Weyl's sequence; Knuth, TAOCP 3, 6.4). */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** `share`: of all writes, 0 to 1. */
export function conflictingTurns(
  options: WorkloadOptions,
  share: number,
): (turn: Turn, random: Random) => DrawContent {
  const { writes_per_agent, mixed: knobs } = options;
  const wanted = Number((share * writes_per_agent).toFixed(DECIMALS));
  const countConflicts = conflictCounter(wanted, options.seed);
  const drawOther = otherContents(options);
  const values = createMixedValues(knobs);
  // As many as an agent has conflicts in a round, so that none overwrites its own.
  const hot = knobs.hot_fields ?? Math.max(1, Math.ceil(wanted));
  return (turn, random) => {
    let writes_left = writes_per_agent;
    let conflicts_left = countConflicts(turn);
    return (label) => {
      // Selection sampling (Knuth, TAOCP 2, 3.4.2, algorithm S): exactly so many, at random places.
      const is_conflict = random.integer(1, writes_left) <= conflicts_left;
      writes_left -= 1;
      if (!is_conflict) return drawOther(turn, label, random);
      conflicts_left -= 1;
      const rank = (pairOf(turn) + conflicts_left) % hot;
      const field = fieldName('scalar', rank, Math.max(hot, knobs.fields_per_kind));
      return { field, kind: 'scalar', value: values.own(label, random) };
    };
  };
}

/**
 * Every agent has the whole part of `wanted` in each round, and as many pairs one more as make up the rest,
 * spread evenly over pairs and rounds (systematic sampling). Adding agents changes nobody else's number.
 */
function conflictCounter(wanted: number, seed: number): (turn: Turn) => number {
  const whole = Math.floor(wanted);
  const rest = wanted - whole;
  const start = createRandom(deriveSeed(seed, 'mixed conflicts')).fraction();
  return (turn) => {
    const offset = (start + turn.round * GOLDEN) % 1;
    const upTo = (pairs: number) => Math.floor(pairs * rest + offset);
    const pair = pairOf(turn);
    return whole + upTo(pair + 1) - upTo(pair);
  };
}

function pairOf({ agent_index }: Turn): number {
  return agent_index >> 1;
}

function otherContents({ mixed: knobs }: WorkloadOptions) {
  const drawKind = createKindDraw(knobs);
  const drawRank = createRankDraw(knobs);
  const values = createMixedValues(knobs);
  return ({ agent_index }: Turn, label: string, random: Random): WriteContent => {
    const kind = drawKind(random);
    const prefix = kind === 'scalar' ? `scalar-of-${agent_index}` : kind;
    const field = fieldName(prefix, drawRank(random), knobs.fields_per_kind);
    return { field, ...values.draw(kind, label, random) };
  };
}
