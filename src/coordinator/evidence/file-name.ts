// What the files of one visit are called: readable, safe on any system, and no two visits alike. A cell's
// name has slashes in it, and that of a plug-in is a URL.

import { createHash } from 'node:crypto';
import { NO_FAULTS, namesOf, threadsText } from '../cell.js';
import type { AnyVisit } from '../plan.js';
import { visitIdOf } from '../plan.js';

/** In lower case alone, for file systems that do not tell the cases apart; without the dot that joins. */
const SAFE_PART = /^[a-z0-9_-]{1,60}$/;
const MAX_PART_CHARACTERS = 40;
const HASH_DIGITS = 12;

/**
 * As `mixed.crdt.mesh.batch.a64.t2.r0`, without an ending. Where a part had to be changed, a hash of the
 * visit's own name stands behind it, after a sign that no other name holds.
 */
export function fileNameOf(visit: AnyVisit): string {
  const parts = partsOf(visit);
  if (parts.every((part) => SAFE_PART.test(part))) return parts.join('.');
  const hash = createHash('sha256').update(visitIdOf(visit)).digest('hex');
  return `${parts.map(sanitised).join('.')}~${hash.slice(0, HASH_DIGITS)}`;
}

function partsOf({ cell, repetition }: AnyVisit): readonly string[] {
  const { workload, strategy, topology, exchange, agents, threads, faults } = namesOf(cell);
  const size = agents === null ? [] : [`a${agents}`];
  const faulted = faults === NO_FAULTS ? [] : [faults];
  const end = [...size, `t${threadsText(threads)}`, ...faulted, `r${repetition}`];
  return [workload, strategy, topology, exchange, ...end];
}

/** The last of a path, for that is what people call it. */
function sanitised(part: string): string {
  const last = part.slice(part.lastIndexOf('/') + 1).toLowerCase();
  const safe = last.replaceAll(/[^a-z0-9_-]+/g, '_').slice(-MAX_PART_CHARACTERS);
  return safe === '' ? '_' : safe;
}
