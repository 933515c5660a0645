// Equality of readings as they are listed: the cheap question before the digest. Replicas that agree mostly
// list what they hold in one order, and comparing thousands of strings costs a fraction of hashing them.

import { canonicalJson } from './canonical.js';
import type { Json } from './json.js';
import type { Author, Contender, Escalation, FieldReading, Reading, TextSpan } from './reading.js';

/**
 * True where both list the same fields, contents, authors and escalations in the same order, and so have
 * the same digests. False says nothing: the order of a list may be all they differ in. Model calls do not
 * count.
 * @throws TypeError where a value is not JSON.
 */
export function listsSame(left: Reading, right: Reading): boolean {
  return (
    sameList(left.fields, right.fields, sameField) &&
    sameList(left.escalations, right.escalations, sameEscalation)
  );
}

function sameList<T>(
  left: readonly T[],
  right: readonly T[],
  same: (left: T, right: T) => boolean,
): boolean {
  return left.length === right.length && left.every((item, index) => same(item, right[index] as T));
}

function sameField(left: FieldReading, right: FieldReading): boolean {
  return left.field === right.field && sameContent(left, right);
}

function sameContent(left: FieldReading, right: FieldReading): boolean {
  switch (left.kind) {
    case 'scalar':
      return (
        right.kind === 'scalar' &&
        sameJson(left.value, right.value) &&
        sameAuthors(left.authors, right.authors)
      );
    case 'grow_set':
      return (
        right.kind === 'grow_set' &&
        sameList(left.elements, right.elements, sameJson) &&
        sameList(left.authors, right.authors, sameAuthors)
      );
    case 'append_text':
      return (
        right.kind === 'append_text' &&
        left.text === right.text &&
        sameList(left.spans, right.spans, sameSpan)
      );
    case 'escalated':
      return right.kind === 'escalated';
  }
}

function sameEscalation(left: Escalation, right: Escalation): boolean {
  return (
    left.field === right.field &&
    sameDecision(left, right) &&
    sameList(left.contenders, right.contenders, sameContender)
  );
}

function sameDecision(left: Escalation, right: Escalation): boolean {
  if (left.status === 'open' || right.status === 'open') return left.status === right.status;
  return left.kind === right.kind && sameJson(left.value, right.value);
}

function sameContender(left: Contender, right: Contender): boolean {
  return (
    left.agent_id === right.agent_id &&
    left.op_id === right.op_id &&
    left.kind === right.kind &&
    sameJson(left.value, right.value)
  );
}

function sameSpan(left: TextSpan, right: TextSpan): boolean {
  return left.length === right.length && sameAuthor(left.author, right.author);
}

function sameAuthors(left: readonly Author[], right: readonly Author[]): boolean {
  return sameList(left, right, sameAuthor);
}

function sameAuthor(left: Author, right: Author): boolean {
  return left[0] === right[0] && left[1] === right[1];
}

/** @throws TypeError, as the digest does, where a value is not JSON. */
function sameJson(left: Json, right: Json): boolean {
  if (typeof left === 'string' || typeof right === 'string') return left === right;
  return canonicalJson(left) === canonicalJson(right);
}
