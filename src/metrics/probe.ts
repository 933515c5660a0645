// The machine's own speed: how long a fixed computation takes. It depends on nothing that is under test, so
// where it differs between two repetitions the machine was busy or slower, and not the strategy. The
// computation is native: how fast a loop of JavaScript is depends on what its compiler has made of it so far
// (measured: one and the same loop took four times as long for a minute of a long-lived process).

import { createHash } from 'node:crypto';
import type { Clock } from './clock.js';
import { elapsedNs, nowNs } from './clock.js';

const PASSES = 5;
const BLOCK = new Uint8Array(64 * 1024);
const BLOCKS = 8;

/** Nanoseconds of the fastest of a few passes, about 0.3 ms each: what others took of the core is left out. */
export function probeMachineNs(clock: Clock = nowNs): number {
  let least_ns = Infinity;
  for (let pass = 0; pass < PASSES; pass += 1) least_ns = Math.min(least_ns, passNs(clock));
  return least_ns;
}

function passNs(clock: Clock): number {
  const started_ns = clock();
  hashBlocks();
  return elapsedNs(started_ns, clock());
}

/** SHA-256: every block needs the one before, so it cannot be done side by side. */
function hashBlocks(): void {
  const hash = createHash('sha256');
  for (let block = 0; block < BLOCKS; block += 1) hash.update(BLOCK);
  hash.digest();
}
