// Whom a reading names, checked against the writes themselves: every author made such a write to that field,
// and everything that is held has one. Nothing here is taken from the judge.

import { canonicalJson } from '../../../src/model/canonical.js';
import type { Json } from '../../../src/model/json.js';
import type { Author, Escalation, FieldReading, Reading } from '../../../src/model/reading.js';
import type { Write } from '../../../src/model/write.js';
import type { Problems } from './law-runs.js';

/** One thing that a reading holds, and who is said to have written it. */
interface Claim {
  readonly field: string;
  readonly kind: Write['kind'];
  readonly value: Json;
  readonly authors: readonly Author[];
}

/** @param writes all that were ever issued */
export function authorProblems(reading: Reading, writes: readonly Write[]): Problems {
  const decided = new Set(reading.escalations.filter(isDecided).map(({ field }) => field));
  const claims = [
    // What a model decided on is what it made of others' values, and is its own.
    ...reading.fields.filter(({ field }) => !decided.has(field)).flatMap(claimsOf),
    ...reading.escalations.flatMap(contendersOf),
  ];
  return claims.flatMap((claim) => problemsOf(claim, writes));
}

function isDecided({ status }: Escalation): boolean {
  return status === 'resolved';
}

function claimsOf(reading: FieldReading): readonly Claim[] {
  const { field, kind } = reading;
  switch (kind) {
    case 'scalar':
      return [{ field, kind, value: reading.value, authors: reading.authors }];
    case 'grow_set':
      return reading.elements.map((value, index) => {
        return { field, kind, value, authors: reading.authors[index] ?? [] };
      });
    case 'append_text':
      return fragmentsOf(reading).map(({ value, author }) => {
        return { field, kind, value, authors: author ? [author] : [] };
      });
    case 'escalated':
      return [];
  }
}

function fragmentsOf({ text, spans }: Extract<FieldReading, { kind: 'append_text' }>) {
  const fragments: { value: string; author: Author | null }[] = [];
  let at = 0;
  for (const { length, author } of spans) {
    fragments.push({ value: text.slice(at, at + length), author });
    at += length;
  }
  if (at !== text.length) fragments.push({ value: text.slice(at), author: null });
  return fragments;
}

function contendersOf({ field, contenders }: Escalation): readonly Claim[] {
  return contenders.flatMap(({ agent_id, op_id, kind, value }) => {
    const authors: readonly Author[] = [[agent_id, op_id]];
    const values = kind === 'grow_set' && Array.isArray(value) ? (value as Json[]) : [value];
    return values.map((one) => ({ field, kind, value: one, authors }));
  });
}

function problemsOf(claim: Claim, writes: readonly Write[]): Problems {
  const { field, value, authors } = claim;
  const what = `${canonicalJson(value)} of ${field}`;
  if (authors.length === 0) return [`${what} is by nobody`];
  return authors.flatMap(([agent_id, op_id]) => {
    const own = writes.filter((write) => isBy(write, agent_id, op_id));
    if (own.some((write) => holds(write, claim))) return [];
    return [`${what} is said to be by ${agent_id} ${op_id ?? 'at some time'}`];
  });
}

function isBy(write: Write, agent_id: string, op_id: number | null): boolean {
  return write.agent_id === agent_id && (op_id === null || write.op_id === op_id);
}

function holds(write: Write, { field, kind, value }: Claim): boolean {
  if (write.field !== field || write.kind !== kind) return false;
  const values: readonly Json[] = write.kind === 'grow_set' ? write.value : [write.value];
  return values.some((one) => canonicalJson(one) === canonicalJson(value));
}
