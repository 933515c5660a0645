// How often agents really met: without contention a clean result says nothing about a merge.

import type { TracedField } from './traced-write.js';

/**
 * Pairs of a round and a field with a write that met one of another agent to that field, neither knowing the
 * other. Where deliveries were partial, the two may be of different rounds: then both their rounds count.
 */
export function countContended(fields: readonly TracedField[]): number {
  return fields.reduce((count, field) => count + contendedRounds(field), 0);
}

function contendedRounds({ writes }: TracedField): number {
  const met = writes.filter(({ standing }) => standing !== 'alone');
  return new Set(met.map(({ round }) => round)).size;
}
