// Decided conflicts: whether a field reads as its escalation says it was decided, and whether the decision
// is one that could be taken. A model may choose among what was contended; it may not make something up.

import { canonicalJson } from '../model/canonical.js';
import type { Json } from '../model/json.js';
import type { Contender, FieldReading, ResolvedEscalation } from '../model/reading.js';
import type { FieldKind } from '../model/write.js';
import { contendedTexts } from './conflict.js';
import { FragmentIndex } from './text/fragment-index.js';
import { tileText } from './text/tiling.js';

/** A reading with a value: anything but the sentinel. */
export type ValueReading = Exclude<FieldReading, { kind: 'escalated' }>;

/** True where a field reads as its escalation was decided. */
export function readsAsDecided(reading: ValueReading, decision: ResolvedEscalation): boolean {
  if (reading.kind !== decision.kind) return false;
  if (reading.kind === 'append_text') return reading.text === decision.value;
  if (reading.kind === 'grow_set') return sameElements(reading.elements, decision.value);
  return canonicalJson(reading.value) === canonicalJson(decision.value);
}

/** True where the decision is one contender's scalar, all contended elements, or all fragments in a row. */
export function isAmongContended({ kind, value, contenders }: ResolvedEscalation): boolean {
  const texts = textsOf(contenders, kind);
  if (kind === 'scalar') return texts.includes(canonicalJson(value));
  if (!contenders.some((contender) => contender.kind === kind)) return false;
  if (kind === 'grow_set') return sameTexts(texts, elementTexts(value));
  return typeof value === 'string' && isRowOf(value, texts);
}

function textsOf(contenders: readonly Contender[], kind: FieldKind): readonly string[] {
  return contenders
    .filter((contender) => contender.kind === kind)
    .flatMap((contender) => contendedTexts(contender) ?? []);
}

function sameElements(elements: readonly Json[], value: Json): boolean {
  return sameTexts(elements.map(canonicalJson), elementTexts(value));
}

/** None where the value is no list: that is no set at all. */
function elementTexts(value: Json): readonly string[] | undefined {
  return Array.isArray(value) ? value.map(canonicalJson) : undefined;
}

function sameTexts(left: readonly string[], right: readonly string[] | undefined): boolean {
  if (!right) return false;
  const distinct = new Set(left);
  return distinct.size === new Set(right).size && right.every((text) => distinct.has(text));
}

/** Every fragment exactly once. What is too ambiguous to tell is not held against the decision. */
function isRowOf(text: string, fragments: readonly string[]): boolean {
  const total = fragments.reduce((sum, fragment) => sum + fragment.length, 0);
  if (text.length !== total) return false;
  const counts = new Map<string, number>();
  for (const fragment of fragments) counts.set(fragment, (counts.get(fragment) ?? 0) + 1);
  const index = new FragmentIndex([...counts.keys()]);
  const available = index.fragments.map((fragment) => counts.get(fragment) ?? 0);
  return tileText(text, index, available).type !== 'inexact';
}
