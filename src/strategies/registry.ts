// Every strategy by name. One file and one line here add one; names for the CLI, the docs and the law
// tests all come from this table. Engines load when first asked for, so a run of one pays for no other.

import type { Strategy } from './strategy.js';

type Loaders = Readonly<Record<string, () => Promise<Strategy>>>;

/** Their replicas take writes alone and merge afterwards: the laws of merging are about them. */
const MERGING: Loaders = {
  lww: async () => (await import('./lww.js')).lww,
  transactional: async () => (await import('./transactional.js')).transactional,
  crdt: async () => (await import('./crdt.js')).crdt,
  langgraph: async () => (await import('./langgraph.js')).langgraph,
};

/** Their replicas share something that orders their writes, as they declare: there is nothing to merge. */
const SHARING: Loaders = {
  leased: async () => (await import('./leased.js')).leased,
};

const LOADERS: Loaders = { ...MERGING, ...SHARING };

export const MERGING_STRATEGY_NAMES: readonly string[] = Object.keys(MERGING);
export const SHARING_STRATEGY_NAMES: readonly string[] = Object.keys(SHARING);
export const STRATEGY_NAMES: readonly string[] = Object.keys(LOADERS);

/** The built-in strategy of that name, or undefined where there is none. */
export async function loadBuiltInStrategy(name: string): Promise<Strategy | undefined> {
  return Object.hasOwn(LOADERS, name) ? LOADERS[name]?.() : undefined;
}
