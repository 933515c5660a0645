// From a mix of faults to the plan of one repetition. Whatever is asked, and in whatever order, the
// answer is a function of the seed and of what was asked.

import { deriveSeed } from '../../model/random.js';
import { planCrashes } from './crash-plan.js';
import type { BlobStriker, Fault, Sending, Striker } from './fault.js';
import type { Copy, FaultPlan, Transmission } from './fault-plan.js';
import type { FaultMix } from './mix.js';
import { swarmMix } from './swarm.js';

export interface FaultSurroundings {
  /** Of the faults of one repetition. */
  readonly seed: number;
  /** 1 or more. */
  readonly agents: number;
}

export function createFaultPlan(mix: FaultMix, { seed, agents }: FaultSurroundings): FaultPlan {
  const { faults } = mix.type === 'swarm' ? swarmMix(seed) : mix;
  const strikers = faults.map((fault, index) =>
    fault.plant({ seed: seedOf(faults, fault, index, seed), agents }),
  );
  const clockAhead = addClocks(strikers);
  return {
    faults: faults.map(({ text }) => text),
    targets: strikers.map(({ type }) => type),
    effects: faults.map(({ effect }) => effect),
    idle_reasons: strikers.map(({ idle_reason }) => idle_reason ?? null),
    storm_passes: countStormPasses(strikers),
    transmission: planTransmissions(strikers),
    ...planCrashes(strikers, { seed: deriveSeed(seed, 'crashes'), agents }),
    clockAhead,
    skewed_count: Array.from({ length: agents }, (_, index) => clockAhead(index)).filter(
      (ticks) => ticks > 0,
    ).length,
  };
}

/**
 * By name and by how many of that name came before: a fault strikes alike whatever others stand beside it,
 * and what strikes at 10 % strikes at 20 % too, so that rates can be compared.
 */
function seedOf(faults: readonly Fault[], { name }: Fault, index: number, seed: number): number {
  const before = faults.slice(0, index).filter((fault) => fault.name === name);
  return deriveSeed(seed, 'fault', name, before.length);
}

function countStormPasses(strikers: readonly Striker[]): number {
  return strikers.reduce((most, { last_pass }) => Math.max(most, (last_pass ?? -1) + 1), 0);
}

/** Where nothing strikes. One object for all, so that a clean blob costs nothing. */
const WHOLE: readonly Copy[] = [{ delay_passes: 0, damage: null, order: 0 }];
const UNTOUCHED: Transmission = { copies: WHOLE, struck: [] };

interface Numbered {
  readonly striker: BlobStriker;
  /** Index of its fault. */
  readonly fault: number;
}

function planTransmissions(strikers: readonly Striker[]): FaultPlan['transmission'] {
  const numbered = strikers.flatMap((striker, fault): Numbered[] =>
    striker.type === 'blobs' ? [{ striker, fault }] : [],
  );
  if (numbered.length === 0) return () => UNTOUCHED;
  return (pass, sender, receiver, attempt) =>
    transmit(numbered, { pass, sender, receiver, attempt });
}

/** One fault after the other, in the order asked for; a lost blob has no copies left to alter. */
function transmit(numbered: readonly Numbered[], sending: Sending): Transmission {
  let copies = WHOLE;
  const struck: number[] = [];
  for (const { striker, fault } of numbered) {
    if (!striker.strikes(sending)) continue;
    copies = striker.alter(copies, sending);
    struck.push(fault);
  }
  return struck.length === 0 ? UNTOUCHED : { copies, struck };
}

function addClocks(strikers: readonly Striker[]): FaultPlan['clockAhead'] {
  const clocks = strikers.filter((striker) => striker.type === 'clocks');
  return (agent_index) => clocks.reduce((ticks, clock) => ticks + clock.ahead(agent_index), 0);
}
