// What must come of a history, by brute force: which scalar writes stand, and which contributions are lost.

import { contributionsOf } from '../../../src/model/contribution.js';
import { declaresAfter } from '../../../src/model/causality.js';
import { canonicalJson } from '../../../src/model/canonical.js';
import type { FieldReading, Reading } from '../../../src/model/reading.js';
import type { Write } from '../../../src/model/write.js';
import { dotKey, dotOf } from '../../../src/model/write.js';
import type { History } from './histories.js';

export function writesOf({ rounds }: History): readonly Write[] {
  return rounds.flatMap(({ writes }) => writes.flat());
}

/** Per field, the dots of the scalar writes that no writer had received or declared when overwriting. */
export function standingScalars(history: History): ReadonlyMap<string, readonly string[]> {
  const covered = new Set<string>();
  const held = history.agents.map(() => new Set<Write>());
  for (const { writes, deliveries } of history.rounds) {
    writes.forEach((ofAgent, index) => {
      for (const write of ofAgent) {
        for (const other of overwrittenBy(write, held[index] ?? new Set(), history))
          covered.add(other);
        held[index]?.add(write);
      }
    });
    for (const [from, to] of deliveries) {
      for (const write of held[from] ?? []) held[to]?.add(write);
    }
  }
  const standing = writesOf(history).filter(
    (write) => write.kind === 'scalar' && !covered.has(keyOf(write)),
  );
  return groupDots(standing);
}

function overwrittenBy(
  write: Write,
  held: ReadonlySet<Write>,
  history: History,
): readonly string[] {
  if (write.kind !== 'scalar') return [];
  const declared = writesOf(history).filter((other) =>
    declaresAfter(write, other.agent_id, other.op_id),
  );
  return [...held, ...declared].filter(({ field }) => field === write.field).map(keyOf);
}

function groupDots(writes: readonly Write[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const write of writes) {
    groups.set(write.field, [...(groups.get(write.field) ?? []), keyOf(write)].sort());
  }
  return groups;
}

/** Per field, the dots that a reading gives as scalar contenders or as authors of a scalar. */
export function readScalars({
  fields,
  escalations,
}: Reading): ReadonlyMap<string, readonly string[]> {
  const authored = fields.flatMap((field) =>
    field.kind === 'scalar'
      ? [[field.field, field.authors.map(([agent, op]) => dotKey(agent, op ?? -1)).sort()] as const]
      : [],
  );
  const contended = escalations.map(({ field, contenders }) => {
    const scalars = contenders.filter(({ kind }) => kind === 'scalar');
    return [field, scalars.map(({ agent_id, op_id }) => dotKey(agent_id, op_id)).sort()] as const;
  });
  return new Map([...authored, ...contended].filter(([, dots]) => dots.length > 0));
}

/** Set elements and text fragments of fields written with one kind that the reading does not hold. */
export function lostContributions(history: History, reading: Reading): readonly string[] {
  const byField = new Map(reading.fields.map((field) => [field.field, field]));
  return growing(history).flatMap((write) => {
    const read = byField.get(write.field);
    return contributionsOf(write).filter((text) => !holds(read, write, text));
  });
}

/** The set and text writes to fields that no other kind was written to. */
function growing(history: History): readonly Write[] {
  const writes = writesOf(history);
  return writes.filter(
    ({ field, kind }) =>
      kind !== 'scalar' && writes.every((other) => other.field !== field || other.kind === kind),
  );
}

/** A fragment counts as held where a span of its writer has its text. */
function holds(read: FieldReading | undefined, write: Write, text: string): boolean {
  if (read?.kind === 'grow_set') return read.elements.map(canonicalJson).includes(text);
  if (read?.kind !== 'append_text') return false;
  let at = 0;
  return read.spans.some(({ length, author: [agent_id] }) => {
    at += length;
    return agent_id === write.agent_id && read.text.slice(at - length, at) === text;
  });
}

/** Pairs of writes to one text of which the reading has the later one first, by that order. */
export function misplacedFragments(
  history: History,
  reading: Reading,
  order: (earlier: Write, later: Write) => boolean,
): readonly string[] {
  const writes = new Map(writesOf(history).map((write) => [keyOf(write), write]));
  return reading.fields.flatMap((field) => {
    const spans = field.kind === 'append_text' ? field.spans : [];
    const inText = spans.flatMap(
      ({ author: [agent, op] }) => writes.get(dotKey(agent, op ?? -1)) ?? [],
    );
    return inText.flatMap((first, index) =>
      inText
        .slice(index + 1)
        .filter((second) => order(second, first))
        .map((second) => `${keyOf(first)} stands before ${keyOf(second)}`),
    );
  });
}

function keyOf(write: Write): string {
  return dotKey(...dotOf(write));
}
