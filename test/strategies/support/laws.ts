// The laws of a merge, as functions that say how a strategy breaks one, so that strategies which are known
// to break them can be tried as well.

import type { StateBlob } from '../../../src/model/blob.js';
import type { Strategy } from '../../../src/strategies/strategy.js';
import type { Material } from './play.js';
import { digestAfter, replicaOf } from './replicas.js';

/** Undefined where the law holds, otherwise how it does not. */
export type Law = (strategy: Strategy, material: Material) => Promise<string | undefined>;

/** By the sentence that names them. */
export const LAWS = {
  'replicas that received the same hold the same': convergent,
  'import is commutative': commutative,
  'import is associative': associative,
  'import is idempotent': idempotent,
  'a batch is its blobs one by one': batchable,
  'a full export holds the whole state': complete,
  'deltas add up to the full state': cumulative,
  'blobs are read from shared memory and never written to': readOnly,
  'damaged blobs are refused': refusing,
} as const satisfies Record<string, Law>;

async function convergent(
  strategy: Strategy,
  { fulls, finals }: Material,
): Promise<string | undefined> {
  const observed = await digestAfter(strategy, [fulls]);
  const index = finals.findIndex((digest) => digest !== observed);
  return index < 0 ? undefined : `replica ${index} ends elsewhere than one that had no history`;
}

async function commutative(strategy: Strategy, { fulls }: Material): Promise<string | undefined> {
  return firstOther('order', permutations(fulls), (order) =>
    digestAfter(strategy, oneByOne(order)),
  );
}

/** Merging merged states in every order and bracketing leads to where importing all at once leads. */
async function associative(strategy: Strategy, { fulls }: Material): Promise<string | undefined> {
  const trees = permutations(fulls).flatMap(bracketings);
  return firstOther('bracketing', [undefined, ...trees], async (tree) => {
    const blobs = tree ? [await exportMerged(strategy, tree)] : fulls;
    return digestAfter(strategy, [blobs]);
  });
}

/** Once, each twice in a row, all twice over, and all twice in one batch. */
async function idempotent(strategy: Strategy, { fulls }: Material): Promise<string | undefined> {
  const schedules = permutations(fulls).flatMap((order) => [
    oneByOne(order),
    oneByOne(order.flatMap((blob) => [blob, blob])),
    oneByOne([...order, ...order]),
    [[...order, ...order]],
  ]);
  return firstOther('repetition', schedules, (imports) => digestAfter(strategy, imports));
}

async function batchable(strategy: Strategy, { fulls }: Material): Promise<string | undefined> {
  const [first = [], ...rest] = fulls.map((blob) => [blob]);
  const schedules = [oneByOne(fulls), [fulls], [first, rest.flat()], [[], fulls, []]];
  return firstOther('batching', schedules, (imports) => digestAfter(strategy, imports));
}

async function complete(strategy: Strategy, { fulls }: Material): Promise<string | undefined> {
  for (const [index, full] of fulls.entries()) {
    const copied = await exportMerged(strategy, full);
    const same =
      (await digestAfter(strategy, [[full]])) === (await digestAfter(strategy, [[copied]]));
    if (!same) return `the export of what replica ${index} exported holds another state`;
  }
  return undefined;
}

async function cumulative(
  strategy: Strategy,
  { fulls, deltas }: Material,
): Promise<string | undefined> {
  const orders = [deltas.flat(), deltas.flat().reverse()];
  const schedules = [[fulls], ...orders.map(oneByOne), ...orders.map((order) => [order])];
  return firstOther('set of blobs', schedules, (imports) => digestAfter(strategy, imports));
}

async function readOnly(strategy: Strategy, { fulls }: Material): Promise<string | undefined> {
  const shared = fulls.map(inSharedMemory);
  const same = (await digestAfter(strategy, [shared])) === (await digestAfter(strategy, [fulls]));
  if (!same) return 'a blob in shared memory is read differently';
  const changed = shared.findIndex(
    (blob, index) => !Buffer.from(blob).equals(fulls[index] ?? blob),
  );
  return changed < 0 ? undefined : `importing blob ${changed} changed its bytes`;
}

/** A damaged blob must be refused with an error, or ignored; it must never change the state unnoticed. */
async function refusing(strategy: Strategy, { fulls }: Material): Promise<string | undefined> {
  const [held = new Uint8Array(0), ...others] = fulls;
  const before = await digestAfter(strategy, [[held]]);
  for (const damaged of others.flatMap(damagedCopies)) {
    const outcome = await digestAfter(strategy, [[held], [damaged]]).catch(
      (thrown: unknown) => thrown,
    );
    if (outcome instanceof Error || outcome === before) continue;
    return typeof outcome === 'string' ? 'a damaged blob changed the state' : 'it threw no Error';
  }
  return undefined;
}

/** Says that an item leads to another digest than the first one. */
async function firstOther<T>(
  what: string,
  items: readonly T[],
  digest: (item: T) => Promise<string>,
): Promise<string | undefined> {
  const digests = await Promise.all(items.map(digest));
  const index = digests.findIndex((other) => other !== digests[0]);
  return index < 0 ? undefined : `${what} ${index} of ${items.length} leads to another state`;
}

function oneByOne(blobs: readonly StateBlob[]): readonly (readonly StateBlob[])[] {
  return blobs.map((blob) => [blob]);
}

export function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}

/** A blob, or two states to merge. */
type Tree = StateBlob | readonly [Tree, Tree];

export function bracketings(blobs: readonly StateBlob[]): readonly Tree[] {
  if (blobs.length <= 1) return blobs;
  return blobs
    .slice(1)
    .flatMap((_, index) =>
      bracketings(blobs.slice(0, index + 1)).flatMap((left) =>
        bracketings(blobs.slice(index + 1)).map((right): Tree => [left, right]),
      ),
    );
}

/** Merges the two sides of every bracket in a replica of its own and exports all it then holds. */
async function exportMerged(strategy: Strategy, tree: Tree): Promise<StateBlob> {
  const replica = replicaOf(strategy, 'merger');
  const sides = tree instanceof Uint8Array ? [tree] : await bothSides(strategy, tree);
  for (const side of sides) await replica.import([side]);
  const merged = replica.export('full');
  replica.dispose();
  return merged;
}

async function bothSides(
  strategy: Strategy,
  [left, right]: readonly [Tree, Tree],
): Promise<readonly StateBlob[]> {
  return [await exportMerged(strategy, left), await exportMerged(strategy, right)];
}

/** A view that starts at an odd place of a larger shared buffer. */
function inSharedMemory(blob: StateBlob): StateBlob {
  const view = new Uint8Array(new SharedArrayBuffer(blob.length + 8), 3, blob.length);
  view.set(blob);
  return view;
}

function damagedCopies(blob: StateBlob): readonly StateBlob[] {
  const { length } = blob;
  const cuts = [1, 4, 11, length >> 1, length - 7, length - 1].filter(
    (cut) => cut > 0 && cut < length,
  );
  const noise = blob.map((byte, index) => byte ^ ((index * 37) & 0xff));
  return [...cuts.map((cut) => blob.slice(0, cut)), noise, Uint8Array.of(...blob, 0)];
}
