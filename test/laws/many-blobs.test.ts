// Up to four blobs, in all orders and bracketings, once and twice: test/strategies/laws.test.ts. Here are more
// blobs than can be tried in all ways, as a lossy exchange leaves them: states that overlap, and deltas.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StateBlob } from '../../src/model/blob.js';
import { crdt } from '../../src/strategies/crdt.js';
import { lww } from '../../src/strategies/lww.js';
import { MERGING_STRATEGY_NAMES } from '../../src/strategies/registry.js';
import type { Strategy } from '../../src/strategies/strategy.js';
import { transactional } from '../../src/strategies/transactional.js';
import { digestAfter, replicaOf, strategyNamed } from '../strategies/support/replicas.js';
import { planOf } from './support/execute.js';
import type { Problems } from './support/law-runs.js';
import { firstProblems, holds } from './support/law-runs.js';
import { exportsOnlyItsOwn, importsFirstOfBatch, prefersLatestArrival } from './support/planted.js';
import type { Change } from './support/wrapped.js';
import { wrapped } from './support/wrapped.js';

const AGENTS = 9;

/** How nine blobs or more are imported: in which order, which of them again, and which ones at once. */
interface Schedule {
  readonly seed: number;
  /** Sort keys: one per blob and one more per blob that comes again. */
  readonly order: readonly number[];
  /** Sizes of batches, used over and over. */
  readonly batches: readonly number[];
  /** Batches are merged by replicas of their own, whose states are then imported. */
  readonly bracketed: boolean;
}

const schedules: fc.Arbitrary<Schedule> = fc.record({
  seed: fc.integer({ min: 1, max: 6 }),
  order: fc.array(fc.nat(1_000_000), { minLength: AGENTS, maxLength: 2 * AGENTS }),
  batches: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
  bracketed: fc.boolean(),
});

/** What each agent held when a storm over gossip was over, and nobody all of it. */
async function blobsOf(strategy: Strategy, seed: number): Promise<readonly StateBlob[]> {
  const plan = await planOf(strategy, { seed, shape: { agents: AGENTS } });
  const replicas = plan.script.agents.map((agent) => replicaOf(strategy, agent));
  for (const round of plan.script.rounds) {
    replicas.forEach((replica, index) => {
      for (const write of round[index] ?? []) replica.apply(write);
    });
    const blobs = replicas.map((replica) => replica.export('full'));
    for (const [index, replica] of replicas.entries()) {
      await replica.import(blobs.filter((_, sender) => (sender + index + seed) % 4 === 0));
    }
  }
  const blobs = replicas.map((replica) => replica.export('full'));
  for (const replica of replicas) replica.dispose();
  return blobs;
}

function importsOf(blobs: readonly StateBlob[], { order, batches }: Schedule) {
  const arriving = order
    .map((key, at) => ({ key, blob: blobs[at % blobs.length] ?? new Uint8Array(0) }))
    .sort((left, right) => left.key - right.key)
    .map(({ blob }) => blob);
  const imports: StateBlob[][] = [];
  for (let at = 0; at < arriving.length;) {
    const size = batches[imports.length % batches.length] ?? 1;
    imports.push(arriving.slice(at, at + size));
    at += size;
  }
  return imports;
}

async function merged(strategy: Strategy, blobs: readonly StateBlob[]): Promise<StateBlob> {
  const replica = replicaOf(strategy, 'merger');
  await replica.import(blobs);
  const blob = replica.export('full');
  replica.dispose();
  return blob;
}

class Material {
  readonly #strategy: Strategy;
  /** Made by a sound strategy, so that what is wrong is how they are imported. */
  readonly #maker: Strategy;
  readonly #blobs = new Map<number, Promise<readonly StateBlob[]>>();
  readonly #expected = new Map<number, Promise<string>>();

  constructor(strategy: Strategy, maker = strategy) {
    this.#strategy = strategy;
    this.#maker = maker;
  }

  async problemsOf(schedule: Schedule): Promise<Problems> {
    const { seed, bracketed } = schedule;
    const blobs = await this.#blobsOf(seed);
    const imports = importsOf(blobs, schedule);
    const digest = bracketed
      ? digestAfter(this.#strategy, await this.#bracketed(imports))
      : digestAfter(this.#strategy, imports);
    const same = (await digest) === (await this.#expectedOf(seed));
    return same ? [] : ['another order leads to another state'];
  }

  async #bracketed(imports: readonly (readonly StateBlob[])[]) {
    const states = imports.map((batch) => merged(this.#strategy, batch));
    return (await Promise.all(states)).map((state) => [state]);
  }

  #blobsOf(seed: number): Promise<readonly StateBlob[]> {
    const blobs = this.#blobs.get(seed) ?? blobsOf(this.#maker, seed);
    this.#blobs.set(seed, blobs);
    return blobs;
  }

  async #expectedOf(seed: number): Promise<string> {
    const blobs = await this.#blobsOf(seed);
    const expected =
      this.#expected.get(seed) ??
      digestAfter(
        this.#maker,
        blobs.map((blob) => [blob]),
      );
    this.#expected.set(seed, expected);
    return expected;
  }
}

describe.each(MERGING_STRATEGY_NAMES)('4 import is one whatever the order: %s', (name) => {
  it('of more blobs than can be tried in all orders, some of them twice', async () => {
    const material = new Material(await strategyNamed(name));
    await holds(schedules, 40, (schedule) => material.problemsOf(schedule));
  });
});

describe('4 the law of many blobs', () => {
  it.each<[string, Strategy, Change]>([
    ['breaks ties by arrival', transactional, prefersLatestArrival],
    ['takes the first of a batch', crdt, importsFirstOfBatch],
    ['passes nothing on', lww, exportsOnlyItsOwn],
  ])('is broken by a replica that %s', async (_, sound, change) => {
    const material = new Material(wrapped(sound, change), sound);
    const found = await firstProblems(schedules, 60, (one) => material.problemsOf(one));
    expect(found).toBe('another order leads to another state');
  });
});
