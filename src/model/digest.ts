// Canonical digests: SHA-256 of content, never of export bytes or version vectors. Two of them: `content`
// says whether replicas converged, `reading` also covers attribution and contenders, so that replicas with
// one reading digest need only one full check.

import { createHash } from 'node:crypto';
import { canonicalJson, compareText, isSortedText } from './canonical.js';
import type { Author, Contender, Escalation, FieldReading, Reading } from './reading.js';

export interface ReadingDigests {
  /** 64 hexadecimal digits over fields, values and the open conflicts' contenders. */
  readonly content: string;
  /** 64 hexadecimal digits over the content and who is said to have written it. */
  readonly reading: string;
}

/**
 * The digests of one replica's reading. The order in which a strategy lists fields, elements, authors or
 * contenders does not count; the order of a text's characters does.
 */
export function digestReading(reading: Reading): ReadingDigests {
  const fields = inOrder(reading.fields, (field) => field.field);
  const escalations = inOrder(reading.escalations, (escalation) => escalation.field);
  const content = createHash('sha256');
  for (const field of fields) content.update(contentText(field));
  for (const escalation of escalations) content.update(escalationText(escalation));
  const contentHex = content.digest('hex');
  const whole = createHash('sha256').update(contentHex);
  for (const field of fields) whole.update(attributionText(field));
  return { content: contentHex, reading: whole.digest('hex') };
}

function inOrder<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  if (isSortedText(items.map(keyOf))) return items;
  return [...items].sort((left, right) => compareText(keyOf(left), keyOf(right)));
}

function contentText(reading: FieldReading): string {
  const head = JSON.stringify([reading.kind, reading.field]);
  switch (reading.kind) {
    case 'scalar':
      return `${head}${canonicalJson(reading.value)}\n`;
    case 'grow_set':
      return `${head}${sortedTexts(reading.elements.map(canonicalJson)).join()}\n`;
    case 'append_text':
      return `${head}${JSON.stringify(reading.text)}\n`;
    case 'escalated':
      return `${head}\n`;
  }
}

function escalationText(escalation: Escalation): string {
  const contenders = sortedTexts(escalation.contenders.map(contenderText));
  const decision =
    escalation.status === 'resolved' ? canonicalJson([escalation.kind, escalation.value]) : '';
  return `${escalation.status}${JSON.stringify(escalation.field)}${decision}${contenders.join()}\n`;
}

function contenderText({ agent_id, op_id, kind, value }: Contender): string {
  return canonicalJson([agent_id, op_id, kind, value]);
}

function attributionText(reading: FieldReading): string {
  switch (reading.kind) {
    case 'scalar':
      return `${authorsText(reading.authors)}\n`;
    case 'grow_set':
      return `${elementAuthorTexts(reading.elements.map(canonicalJson), reading.authors).join()}\n`;
    case 'append_text':
      return `${reading.spans.map((span) => `${span.length} ${authorText(span.author)}`).join()}\n`;
    case 'escalated':
      return '\n';
  }
}

/** Authors travel with their element, so they are sorted by it. */
function elementAuthorTexts(
  elements: readonly string[],
  authors: readonly (readonly Author[])[],
): readonly string[] {
  const texts = authors.map(authorsText);
  if (isSortedText(elements)) return texts;
  return elements
    .map((element, index) => ({ element, text: texts[index] ?? '' }))
    .sort((left, right) => compareText(left.element, right.element))
    .map(({ text }) => text);
}

function authorsText(authors: readonly Author[]): string {
  return sortedTexts(authors.map(authorText)).join('|');
}

function authorText([agent_id, op_id]: Author): string {
  return `${op_id ?? '?'} ${agent_id}`;
}

function sortedTexts(texts: readonly string[]): readonly string[] {
  return isSortedText(texts) ? texts : [...texts].sort(compareText);
}
