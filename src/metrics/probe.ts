// The machine's own speed: how long a fixed computation takes. It depends on nothing that is under test, so
// where it differs between two repetitions the machine was busy or slower, and not the strategy.

import type { Clock } from './clock.js';
import { elapsedNs, nowNs } from './clock.js';

const PASSES = 5;
const STEPS = 200_000;

/** Nanoseconds of the fastest of a few passes, about 0.3 ms each: what others took of the core is left out. */
export function probeMachineNs(clock: Clock = nowNs): number {
  let least_ns = Infinity;
  for (let pass = 0; pass < PASSES; pass += 1) least_ns = Math.min(least_ns, passNs(clock));
  return least_ns;
}

/** The result decides what is returned, so that no compiler can leave the work out. */
function passNs(clock: Clock): number {
  const started_ns = clock();
  const result = mix(STEPS);
  const taken_ns = elapsedNs(started_ns, clock());
  return result === 0 ? Infinity : taken_ns;
}

/** A xorshift (Marsaglia, 2003): every step needs the one before, so it cannot be done side by side. */
function mix(steps: number): number {
  let state = 0x9e3779b9;
  for (let step = 0; step < steps; step += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
  }
  return state;
}
