import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StateBlob } from '../../src/model/blob.js';
import { digestReading } from '../../src/model/digest.js';
import type { Json } from '../../src/model/json.js';
import type { Script } from '../../src/model/script.js';
import { lww } from '../../src/strategies/lww.js';
import { MERGING_STRATEGY_NAMES } from '../../src/strategies/registry.js';
import type { Replica, Strategy } from '../../src/strategies/strategy.js';
import { replicaOf, strategyNamed } from '../strategies/support/replicas.js';
import { layMixed } from '../support/plan.js';
import { withNonces } from './support/echoes.js';
import { seeds } from './support/cases.js';
import type { Problems } from './support/law-runs.js';
import { firstProblems, holds } from './support/law-runs.js';

type Digest = (replica: Replica) => string;

const canonical: Digest = (replica) => digestReading(replica.read()).content;

/** Digests that a harness might have taken instead. */
const BROKEN: Readonly<Record<string, Digest>> = {
  'of export bytes': (replica) => sha256(replica.export('full')),
  'of a version': (replica) => sha256(replica.version?.() ?? new Uint8Array(0)),
  'with keys as they come': (replica) => sha256(JSON.stringify(replica.read().fields)),
  'that takes values as text': (replica) =>
    sha256(
      replica
        .read()
        .fields.flatMap((field) => textsOf(field))
        .sort()
        .join('\n'),
    ),
};

function textsOf(field: ReturnType<Replica['read']>['fields'][number]): readonly string[] {
  switch (field.kind) {
    case 'scalar':
      return [`${field.field} ${textOf(field.value)}`];
    case 'grow_set':
      return field.elements.map((element) => `${field.field} ${String(element)}`);
    case 'append_text':
      return [`${field.field} ${field.text}`];
    case 'escalated':
      return [field.field];
  }
}

function textOf(value: Json): string {
  if (value === null || typeof value !== 'object') return String(value);
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${key}:${textOf(inner)}`).join()}}`;
}

function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Everyone writes the first round, and receives all of it in another order than its neighbour. */
async function exchanged(
  strategy: Strategy,
  { agents, rounds }: Script,
): Promise<readonly Replica[]> {
  const replicas = agents.map((agent) => replicaOf(strategy, agent));
  replicas.forEach((replica, index) => {
    for (const write of rounds[0]?.[index] ?? []) replica.apply(write);
  });
  const blobs = replicas.map((replica) => replica.export('full'));
  for (const [index, replica] of replicas.entries()) {
    for (const blob of rotated(blobs, index)) await replica.import([blob]);
  }
  return replicas;
}

function rotated(blobs: readonly StateBlob[], by: number): readonly StateBlob[] {
  return [...blobs.slice(by), ...blobs.slice(0, by)];
}

/** One state, held by replicas with other pasts and versions, and in other bytes: one digest. */
async function ofOneState(strategy: Strategy, seed: number, digest: Digest): Promise<Problems> {
  const script = await layMixed({ agents: 4, rounds: 1, writes_per_agent: 4, seed });
  const digests = new Set<string>();
  for (const held of [strategy, withNonces(strategy, 0), withNonces(strategy, 900)]) {
    const replicas = await exchanged(held, script);
    for (const replica of replicas) digests.add(digest(replica));
    for (const replica of replicas) replica.dispose();
  }
  return digests.size === 1 ? [] : [`one state has ${digests.size} digests`];
}

interface Pair {
  readonly left: Json;
  readonly right: Json;
}

/** The same value in two spellings, as far as an application is concerned. */
const ALIKE: readonly Pair[] = [
  { left: { a: 1, b: { c: 2, d: [3] } }, right: { b: { d: [3], c: 2 }, a: 1 } },
  { left: 0, right: -0 },
  { left: 1, right: 1.0 },
  { left: [], right: [] },
];

/** Values that look alike once they are text. */
const DIFFERENT: readonly Pair[] = [
  { left: 1, right: '1' },
  { left: true, right: 'true' },
  { left: 1, right: true },
  { left: null, right: 'null' },
  { left: '', right: null },
  { left: 0, right: false },
  { left: [1, 2], right: [2, 1] },
  { left: { a: 1 }, right: { a: '1' } },
  { left: [], right: {} },
];

/** Every value is written by one replica and read at another, so that an engine's own coding is in it too. */
async function ofPairs(strategy: Strategy, digest: Digest): Promise<Problems> {
  const problems: string[] = [];
  for (const { left, right } of ALIKE) {
    const [one, other] = [await held(strategy, left, digest), await held(strategy, right, digest)];
    if (one !== other) problems.push(`two spellings of ${JSON.stringify(left)} differ`);
  }
  for (const { left, right } of DIFFERENT) {
    const [one, other] = [await held(strategy, left, digest), await held(strategy, right, digest)];
    if (one === other) problems.push(`${JSON.stringify([left, right])} have one digest`);
  }
  return problems;
}

async function held(strategy: Strategy, value: Json, digest: Digest): Promise<string> {
  const [sender, receiver] = [replicaOf(strategy, 'ann'), replicaOf(strategy, 'bob')];
  sender.apply({ agent_id: 'ann', op_id: 0, field: 'f', kind: 'scalar', value });
  await receiver.import([sender.export('full')]);
  const found = digest(receiver);
  for (const replica of [sender, receiver]) replica.dispose();
  return found;
}

describe.each(MERGING_STRATEGY_NAMES)('3 a digest is of content: %s', (name) => {
  it('is one for one state, whatever bytes and versions it is held in', async () => {
    const strategy = await strategyNamed(name);
    await holds(seeds, 15, (seed) => ofOneState(strategy, seed, canonical));
  });

  it('takes spellings of one value as one, and never two values as one', async () => {
    expect(await ofPairs(await strategyNamed(name), canonical)).toEqual([]);
  });

  it('is left alone by whatever a replica is asked', async () => {
    const strategy = await strategyNamed(name);
    const asked = fc.array(fc.nat(3), { maxLength: 12 });
    await holds(asked, 20, async (questions) => {
      const script = await layMixed({ agents: 3, rounds: 1, writes_per_agent: 3, seed: 5 });
      const [replica, other] = await exchanged(strategy, script);
      if (!replica || !other) throw new Error('no replicas');
      const before = canonical(replica);
      for (const question of questions) await ask(replica, other, question);
      return canonical(replica) === before ? [] : [`${questions.join()} changed the digest`];
    });
  });
});

const QUESTIONS: readonly ((replica: Replica, other: Replica) => void | Promise<void>)[] = [
  (replica) => void replica.read(),
  (replica) => void replica.export('full'),
  (replica, other) => void replica.exportSince?.(other.version?.() ?? new Uint8Array(0)),
  (replica, other) => replica.import([replica.export('full'), other.export('full')]),
];

async function ask(replica: Replica, other: Replica, question: number): Promise<void> {
  await QUESTIONS[question]?.(replica, other);
}

describe('3 the law of canonical digests', () => {
  it.each(Object.entries(BROKEN))('is broken by a digest %s', async (_, digest) => {
    const strategies = await Promise.all(MERGING_STRATEGY_NAMES.map(strategyNamed));
    const problems = strategies.map(async (strategy) => {
      const ofStates = await firstProblems(seeds, 5, (seed) => ofOneState(strategy, seed, digest));
      return [...(ofStates === null ? [] : [ofStates]), ...(await ofPairs(strategy, digest))];
    });
    expect((await Promise.all(problems)).flat()).not.toEqual([]);
  });

  it('is tried with blobs that do differ', async () => {
    const script = await layMixed({ agents: 3, rounds: 1, writes_per_agent: 3, seed: 5 });
    const [one] = await exchanged(withNonces(lww, 0), script);
    const [other] = await exchanged(withNonces(lww, 900), script);
    expect(one?.export('full')).not.toEqual(other?.export('full'));
  });
});
