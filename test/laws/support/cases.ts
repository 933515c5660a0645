// Conditions to draw repetitions under.

import fc from 'fast-check';
import { TOPOLOGY_NAMES } from '../../../src/coordinator/topologies/registry.js';
import type { Case } from './execute.js';

/** Nothing that arrives is sound, whole, once, in time and in order under one of these. */
export const LOSSES = [
  'drop=40%',
  'drop=60%:burst=3',
  'delay=50%:passes=2',
  'clog=40%@0-2',
  'duplicate=50%:times=3',
  'reorder=60%',
  'partition=halves',
  'partition=isolated@0-2',
  'partition=ring@0-2',
  'partition=asymmetric',
  'crash=40%:before_export',
  'crash=40%:after_export',
  'corrupt=30%:bit_flip',
  'skew=3',
  'swarm',
] as const;

export const seeds = fc.integer({ min: 1, max: 1_000_000 });
export const topologies = fc.constantFrom(...TOPOLOGY_NAMES);
export const losses = fc.constantFrom<string>(...LOSSES);
export const lockStep = fc.constantFrom('batch' as const, 'pairwise' as const);
export const anyExchange = fc.oneof(lockStep, fc.constant('racing' as const));
export const anyScope = fc.record({
  blob_scope: fc.constantFrom('full' as const, 'delta' as const),
});

function exchangesUnder(faults: fc.Arbitrary<string>): fc.Arbitrary<Case> {
  const [seed, topology] = [seeds, topologies];
  return fc.record({ seed, topology, faults, exchange: anyExchange, terms: anyScope });
}

/** A storm, and the heal that follows it. */
export const storms = exchangesUnder(losses);

/** Storms, and exchanges that nothing disturbs. */
export const stormsAndCalms = exchangesUnder(
  fc.oneof({ arbitrary: losses, weight: 5 }, fc.constant('none')),
);
