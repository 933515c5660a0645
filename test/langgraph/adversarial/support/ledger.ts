// What was asked of stores, as plain data: who wrote what, and as an explicit set which writes its author had
// seen. From it follows what must still be there in the end. Nothing is asked of the store under test but what
// it reads as.

import type { Json } from '../../../../src/model/json.js';
import type { JsonObject } from '../../../../src/langgraph/key-terms.js';
import type { Leaf } from './leaves.js';
import { holds, isInConflict, leavesOf, placesAt } from './leaves.js';

/** A write of a store, named as the store names it. */
export interface Entry {
  readonly name: string;
  readonly agent_id: string;
  readonly key: string;
  readonly act:
    | { readonly type: 'put'; readonly value: JsonObject }
    | { readonly type: 'delete' }
    | { readonly type: 'resolve'; readonly path: readonly string[]; readonly value: Json };
  /** Names of the writes to the key that its author had seen. */
  readonly seen: ReadonlySet<string>;
  /** Those, what their authors had seen, and so on: what happened before. */
  readonly after: ReadonlySet<string>;
  /** Names of those that were in the store. */
  readonly visible: ReadonlySet<string>;
  /** What its author took the item to be; undefined where it never read. */
  readonly base: JsonObject | null | undefined;
  /** What the item was in the store. */
  readonly before: JsonObject | null;
}

/** What is gone without anybody having decided so, in words. */
export function silentlyGone(
  entries: readonly Entry[],
  read: (key: string) => JsonObject | null,
): readonly string[] {
  return entries.flatMap((entry) => {
    const rivals = entries.filter(({ key, after }) => key === entry.key && after.has(entry.name));
    return statementsOf(entry, entries)
      .filter((leaf) => !holds(read(entry.key) ?? undefined, leaf))
      .filter((leaf) => !rivals.some((rival) => overrules(rival, leaf)))
      .map((leaf) => `${entry.name} of ${entry.agent_id}: ${JSON.stringify(leaf)}`);
  });
}

/** What of a write was news: not what its author had read so, and not what it knew to be there. */
function statementsOf(entry: Entry, entries: readonly Entry[]): readonly Leaf[] {
  return newsOf(entry).filter(
    (leaf) => !(holds(entry.before ?? undefined, leaf) && knewAll(entry, leaf, entries)),
  );
}

function newsOf({ act, base }: Entry): readonly Leaf[] {
  if (act.type === 'delete') return [];
  if (act.type === 'resolve') return leavesOf(act.value, act.path);
  return leavesOf(act.value).filter((leaf) => !wasRead(base, leaf));
}

function wasRead(base: Entry['base'], leaf: Leaf): boolean {
  return !isInConflict(base ?? undefined, leaf.path) && holds(base ?? undefined, leaf);
}

/** Whether its author had seen everyone who said in the store what the leaf says. */
function knewAll(entry: Entry, leaf: Leaf, entries: readonly Entry[]): boolean {
  if (isInConflict(entry.before ?? undefined, leaf.path)) return false;
  return entries
    .filter(({ name, key }) => key === entry.key && entry.visible.has(name))
    .every(({ name }) => entry.seen.has(name) || !speaksOf(byName(entries, name), leaf));
}

function speaksOf(entry: Entry, { path }: Leaf): boolean {
  return newsOf(entry).some((leaf) =>
    path.every((name, depth) => (leaf.path[depth] ?? name) === name),
  );
}

/** Whether a write that had seen the leaf says otherwise, or says the same in its place. */
function overrules({ act, base, before }: Entry, leaf: Leaf): boolean {
  if (act.type === 'delete') return true;
  if (act.type === 'resolve') return isAround(act.path, leaf.path);
  if (isInConflict(act.value, leaf.path)) return false;
  const [said] = placesAt(act.value, leaf.path);
  if (said === undefined) return true;
  const decided = isInConflict(before ?? undefined, leaf.path);
  if (leaf.type === 'element' && Array.isArray(said)) return decided;
  return decided || !holds(act.value, leaf) || !wasRead(base, leaf);
}

function isAround(one: readonly string[], other: readonly string[]): boolean {
  return one.every((name, depth) => (other[depth] ?? name) === name);
}

export function withWhatTheyFollow(
  names: ReadonlySet<string>,
  entries: readonly Entry[],
): ReadonlySet<string> {
  const followed = entries.filter(({ name }) => names.has(name)).flatMap(({ after }) => [...after]);
  return new Set([...names, ...followed]);
}

/** Conflicts between writes of which one had seen the other, in words. */
export function needless(
  entries: readonly Entry[],
  conflicts: readonly { readonly names: readonly string[]; readonly where: string }[],
): readonly string[] {
  return conflicts.flatMap(({ names, where }) =>
    names.flatMap((name) =>
      names
        .filter((other) => byName(entries, name).seen.has(other))
        .map((other) => `${where}: ${name} had seen ${other}`),
    ),
  );
}

export function byName(entries: readonly Entry[], name: string): Entry {
  const found = entries.find((entry) => entry.name === name);
  if (found === undefined) throw new Error(`nobody made the write ${name}`);
  return found;
}
