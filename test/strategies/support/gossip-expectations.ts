// What must hold after any gossip, as functions that fail where it does not.

import { expect } from 'vitest';
import { contributionsOf } from '../../../src/model/contribution.js';
import { declaresAfter } from '../../../src/model/causality.js';
import { canonicalJson } from '../../../src/model/canonical.js';
import { digestReading } from '../../../src/model/digest.js';
import type { Write } from '../../../src/model/write.js';
import { dotKey, dotOf } from '../../../src/model/write.js';
import type { Replica, Strategy } from '../../../src/strategies/strategy.js';
import { readScalars } from './expectations.js';
import type { Gossiping, Knowledge, Seen } from './gossiping.js';
import { since, version } from './gossiping.js';
import { permutations } from './laws.js';
import { readField, replicaOf } from './replicas.js';

/** A property of what replicas hold after gossip. */
export type Expectation = (gossiping: Gossiping, strategy: Strategy) => void | Promise<void>;

function contentOf(replica: Replica): string {
  return digestReading(replica.read()).content;
}

function keysOf(writes: Iterable<Write>): string {
  return [...writes]
    .map((write) => dotKey(...dotOf(write)))
    .sort()
    .join();
}

const equalWhereTheyKnowTheSame: Expectation = async ({ members }, strategy) => {
  const contents = new Map<string, string>();
  for (const { replica, knowledge } of members) {
    const copy = await copyOf(strategy, replica);
    for (const content of [contentOf(replica), contentOf(copy)]) {
      const key = keysOf(knowledge);
      expect(content).toBe(contents.get(key) ?? content);
      contents.set(key, content);
    }
    copy.dispose();
  }
};

async function copyOf(strategy: Strategy, original: Replica, name = 'copy'): Promise<Replica> {
  const copy = replicaOf(strategy, name);
  await copy.import([original.export('full')]);
  return copy;
}

/** Scalars that stand: known, and seen by no known write to the field. */
const standingScalars: Expectation = ({ members, seen }) => {
  for (const { replica, knowledge } of members) {
    const expected = standing(knowledge, seen);
    expect(readScalars(replica.read())).toEqual(expected);
  }
};

function standing(knowledge: Knowledge, seen: Seen): ReadonlyMap<string, readonly string[]> {
  const scalars = [...knowledge].filter(({ kind }) => kind === 'scalar');
  const groups = new Map<string, string[]>();
  for (const write of scalars) {
    const overwritten = scalars.some(
      (other) =>
        other.field === write.field &&
        (seen.get(other)?.has(write) === true || declaresAfter(other, write.agent_id, write.op_id)),
    );
    if (overwritten) continue;
    groups.set(write.field, [...(groups.get(write.field) ?? []), dotKey(...dotOf(write))].sort());
  }
  return groups;
}

/** Every contribution known, and none that is not, in the fields that only sets and texts are written to. */
const whatGrows: Expectation = ({ members }) => {
  for (const { replica, knowledge } of members) {
    const added = [...knowledge].filter(({ field }) => field === 'tags').flatMap(contributionsOf);
    const tags = readField(replica, 'tags');
    const elements = tags?.kind === 'grow_set' ? tags.elements : [];
    expect(elements.map(canonicalJson).sort()).toEqual([...new Set(added)].sort());
    const written = [...knowledge].filter(({ field }) => field === 'notes');
    const notes = readField(replica, 'notes');
    const spans = notes?.kind === 'append_text' ? notes.spans : [];
    const fragments = written.filter(({ value }) => value !== '');
    expect(spans.map(({ author: [agent, op] }) => dotKey(agent, op ?? -1)).sort()).toEqual(
      fragments.map((write) => dotKey(...dotOf(write))).sort(),
    );
  }
};

const MOST_SENDERS = 4;

/** Blobs made for one receiver by up to four senders, in all orders, each once and twice, and in one batch. */
const oneUnionWhateverTheOrder: Expectation = async ({ members }, strategy) => {
  const [receiver, ...others] = members;
  if (!receiver) return;
  const senders = others.slice(0, MOST_SENDERS);
  const held = receiver.replica.export('full');
  const needed = version(receiver.replica);
  const parts = senders
    .map(({ replica }) => since(replica, needed))
    .filter(({ length }) => length > 0);
  const fulls = senders.map(({ replica }) => replica.export('full'));
  const mergedInPairs = await mergePairs(strategy, [held, ...fulls]);
  const schedules = [
    [fulls],
    [mergedInPairs],
    [parts],
    [[...parts, ...fulls, ...parts]],
    ...permutations(parts).flatMap((order) => [
      order.map((part) => [part]),
      order.map((part) => [part, part]),
      [...order, ...order].map((part) => [part]),
    ]),
  ];
  const contents = new Set<string>();
  for (const imports of schedules) {
    const copy = await copyOf(strategy, receiver.replica);
    for (const blobs of imports) await copy.import(blobs);
    contents.add(contentOf(copy));
    copy.dispose();
  }
  expect(contents.size).toBe(1);
};

/** Neighbours merge first, by what the first lacks of the second, and their unions after them. */
async function mergePairs(strategy: Strategy, fulls: readonly Uint8Array[]): Promise<Uint8Array[]> {
  if (fulls.length < 2) return [...fulls];
  const merged: Uint8Array[] = [];
  for (let index = 0; index < fulls.length; index += 2) {
    const [left, right] = [replicaOf(strategy, 'left'), replicaOf(strategy, 'right')];
    await left.import(fulls.slice(index, index + 1));
    await right.import(fulls.slice(index + 1, index + 2));
    const lacking = since(right, version(left));
    if (lacking.length > 0) await left.import([lacking]);
    merged.push(left.export('full'));
    for (const replica of [left, right]) replica.dispose();
  }
  return mergePairs(strategy, merged);
}

/** Once it holds the union, nobody has anything for it; and who asks twice gets the same. */
const nothingMoreToSend: Expectation = async ({ members }) => {
  for (const { replica: receiver } of members) {
    for (const { replica: sender } of members) {
      const before = contentOf(sender);
      const needed = version(receiver);
      const blob = since(sender, needed);
      expect(Buffer.from(since(sender, needed)).equals(blob)).toBe(true);
      expect(contentOf(sender)).toBe(before);
      if (blob.length > 0) await receiver.import([blob]);
      expect(since(sender, version(receiver))).toHaveLength(0);
    }
  }
};

/** Of every strategy. */
export const EVERYWHERE = {
  'replicas that know the same hold the same': equalWhereTheyKnowTheSame,
  'blobs lead to one union, whatever their order, number and kind': oneUnionWhateverTheOrder,
  'what was sent is not sent again, and sending changes nothing': nothingMoreToSend,
} as const satisfies Record<string, Expectation>;

/** Of strategies that lose nothing. */
export const WHERE_NOTHING_IS_LOST = {
  'exactly the scalars stand that no known write had seen': standingScalars,
  'all known set elements and fragments are there, and no others': whatGrows,
} as const satisfies Record<string, Expectation>;
