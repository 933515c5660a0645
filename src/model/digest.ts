// Canonical digests: SHA-256 of content, never of export bytes or version vectors. Two of them: `content`
// says whether replicas converged, `reading` also covers attribution and contenders, so that replicas with
// one reading digest need only one full check. One is made per replica and exchange: hence the care for speed.
//
// What is hashed is JSON text, one line per field, and JSON text holds no line break: no name, value or
// agent id can pass for a separator, and no two different readings are spelled alike.

import { createHash } from 'node:crypto';
import { canonicalJson, compareText, isSortedText } from './canonical.js';
import type {
  Author,
  Contender,
  Escalation,
  FieldReading,
  GrowSetReading,
  Reading,
  TextSpan,
} from './reading.js';

export interface ReadingDigests {
  /** 64 hexadecimal digits over fields, values and the open conflicts' contenders. */
  readonly content: string;
  /** 64 hexadecimal digits over the content and who is said to have written it. */
  readonly reading: string;
}

/**
 * The digests of one replica's reading. The order in which a strategy lists fields, elements, authors or
 * contenders does not count; the order of a text's characters does. Model calls are not covered.
 * @throws TypeError where a value is not JSON.
 */
export function digestReading(reading: Reading): ReadingDigests {
  const fields = sortedBy(reading.fields.map(spellField), bySpelling);
  const content = createHash('sha256');
  for (const field of fields) content.update(field.content);
  for (const line of sortedTexts(reading.escalations.map(spellEscalation))) content.update(line);
  const contentHex = content.digest('hex');
  const whole = createHash('sha256').update(contentHex);
  for (const field of fields) whole.update(field.attribution);
  return { content: contentHex, reading: whole.digest('hex') };
}

/** One field as two lines: what it holds, and who wrote that. */
interface Spelling {
  readonly content: string;
  readonly attribution: string;
}

function bySpelling(left: Spelling, right: Spelling): number {
  return (
    compareText(left.content, right.content) || compareText(left.attribution, right.attribution)
  );
}

function spellField(reading: FieldReading): Spelling {
  switch (reading.kind) {
    case 'scalar':
      return spell(reading, canonicalJson(reading.value), spellAuthors(reading.authors));
    case 'grow_set':
      return spellSet(reading);
    case 'append_text':
      return spell(reading, JSON.stringify(reading.text), spellSpans(reading.spans));
    case 'escalated':
      return spell(reading, '', '');
  }
}

function spell({ kind, field }: FieldReading, content: string, attribution: string): Spelling {
  return {
    content: `${JSON.stringify([kind, field])}${content}\n`,
    attribution: `${attribution}\n`,
  };
}

function spellSet(reading: GrowSetReading): Spelling {
  const keys = elementKeys(reading.elements);
  const authors = reading.authors.map(spellAuthors);
  if (keys.length === authors.length && isStrictlyAscending(keys)) {
    return spell(reading, spellElements(reading, keys), `[${authors.join()}]`);
  }
  const { elements, attributions } = pairInOrder(keys, authors);
  return spell(reading, spellElements(reading, elements), `[${attributions.join()}]`);
}

// Sorting and spelling thousands of strings one by one is what a digest would mostly cost, so a set of
// nothing but strings is sorted as it is and spelled at once.
function elementKeys(elements: GrowSetReading['elements']): readonly string[] {
  return areStrings(elements) ? elements : elements.map(canonicalJson);
}

function spellElements({ elements }: GrowSetReading, keys: readonly string[]): string {
  return areStrings(elements) ? JSON.stringify(keys) : `[${keys.join()}]`;
}

function areStrings(elements: readonly unknown[]): elements is readonly string[] {
  return elements.every((element) => typeof element === 'string');
}

function isStrictlyAscending(keys: readonly string[]): boolean {
  return keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') < key);
}

/** Authors travel with their element; lists of authors that belong to no element come last. */
function pairInOrder(
  keys: readonly string[],
  texts: readonly string[],
): { elements: readonly string[]; attributions: readonly string[] } {
  const pairs = keys.map((key, index) => ({ key, text: texts[index] ?? 'null' }));
  pairs.sort(
    (left, right) => compareText(left.key, right.key) || compareText(left.text, right.text),
  );
  const surplus = sortedTexts(texts.slice(keys.length));
  return {
    elements: pairs.map(({ key }) => key),
    attributions: [...pairs.map(({ text }) => text), ...surplus],
  };
}

function spellSpans(spans: readonly TextSpan[]): string {
  let text = '';
  for (const { length, author } of spans) text += `${length} ${spellAuthor(author)}`;
  return text;
}

// Digits or a hyphen, then a JSON string, and a bracket that neither can begin with: no two lists of
// authors spell alike. Building the text by hand costs a third of `JSON.stringify` on thousands of pairs.
function spellAuthors(authors: readonly Author[]): string {
  let text = '[';
  for (const author of inOrder(authors)) text += spellAuthor(author);
  return `${text}]`;
}

function spellAuthor([agent_id, op_id]: Author): string {
  return `${op_id ?? '-'}${JSON.stringify(agent_id)}`;
}

function spellEscalation(escalation: Escalation): string {
  const decision =
    escalation.status === 'resolved' ? canonicalJson([escalation.kind, escalation.value]) : '';
  const contenders = sortedTexts(escalation.contenders.map(spellContender));
  return `${escalation.status}${JSON.stringify(escalation.field)}${decision}[${contenders.join()}]\n`;
}

function spellContender({ agent_id, op_id, kind, value }: Contender): string {
  return `${JSON.stringify([agent_id, op_id, kind])}${canonicalJson(value)}`;
}

function inOrder(authors: readonly Author[]): readonly Author[] {
  return authors.length < 2 ? authors : sortedBy(authors, byAuthor);
}

function byAuthor(left: Author, right: Author): number {
  return compareText(left[0], right[0]) || (left[1] ?? -1) - (right[1] ?? -1);
}

function sortedTexts(texts: readonly string[]): readonly string[] {
  return isSortedText(texts) ? texts : [...texts].sort(compareText);
}

function sortedBy<T>(items: readonly T[], compare: (left: T, right: T) => number): readonly T[] {
  return items.length < 2 ? items : [...items].sort(compare);
}
