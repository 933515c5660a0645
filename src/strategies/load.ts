// From what a user typed to a strategy: a built-in name, or the path of a module that exports one. A
// plug-in is code the user chose to run; only its shape is checked here, so that a mistake is a message.

import { EXIT, messageOf, UserError } from '../model/problem.js';
import type { Model } from './model.js';
import { loadBuiltInStrategy, STRATEGY_NAMES } from './registry.js';
import type { Capabilities, MemoryEstimate, PaceEstimate, Strategy } from './strategy.js';
import { SHARED_THINGS } from './strategy.js';

/** Crosses into threads, where the module is loaded again: functions cannot. */
export type ModuleReference =
  | { readonly type: 'built_in'; readonly name: string }
  | { readonly type: 'plugin'; readonly url: string };

/** @throws UserError (exit 69) where a plug-in cannot be loaded or exports no strategy. */
export async function loadStrategy(reference: ModuleReference): Promise<Strategy> {
  if (reference.type === 'plugin') return loadPlugin(reference.url, 'strategy', isStrategy);
  const strategy = await loadBuiltInStrategy(reference.name);
  if (strategy) return strategy;
  throw new UserError(EXIT.usage, {
    what: 'unknown strategy',
    where: reference.name,
    remedy: `choose from ${STRATEGY_NAMES.join(', ')}`,
  });
}

/** @throws UserError (exit 69) where the module cannot be loaded or exports no function `model`. */
export async function loadModel(url: string): Promise<Model> {
  return loadPlugin(url, 'model', (value): value is Model => typeof value === 'function');
}

async function loadPlugin<T>(
  url: string,
  exportName: string,
  isRight: (value: unknown) => value is T,
): Promise<T> {
  const module = await importPlugin(url);
  const found = module[exportName] ?? module['default'];
  if (isRight(found)) return found;
  throw new UserError(EXIT.plugin, {
    what: 'plug-in is not usable',
    where: url,
    remedy: `export const ${exportName} in the shape that README.md describes`,
  });
}

async function importPlugin(url: string): Promise<Record<string, unknown>> {
  try {
    return (await import(url)) as Record<string, unknown>;
  } catch (thrown) {
    const parts = { what: 'plug-in failed to load', where: url, remedy: messageOf(thrown) };
    throw new UserError(EXIT.plugin, parts, thrown);
  }
}

function isStrategy(value: unknown): value is Strategy {
  if (typeof value !== 'object' || value === null) return false;
  const { name, summary, version, expectation, capabilities, memory, pace, ...rest } =
    value as Partial<Record<keyof Strategy, unknown>>;
  return (
    [name, summary, version].every((text) => typeof text === 'string' && text !== '') &&
    (expectation === 'pass' || expectation === 'fail') &&
    hasMembers(capabilities, CAPABILITIES, 'boolean') &&
    hasMembers(memory, MEMORY_ESTIMATES, 'number') &&
    (pace === undefined || hasMembers(pace, PACE_ESTIMATES, 'number')) &&
    (rest.shares === undefined || SHARED_THINGS.some((known) => known === rest.shares)) &&
    typeof rest.createReplica === 'function'
  );
}

const CAPABILITIES: readonly (keyof Capabilities)[] = [
  'merges_by_kind',
  'escalates',
  'attributes',
  'calls_model',
];

const MEMORY_ESTIMATES: readonly (keyof MemoryEstimate)[] = [
  'replica_bytes',
  'held_write_bytes',
  'held_field_bytes',
  'held_version_bytes',
  'thread_limit_bytes',
];

const PACE_ESTIMATES: readonly (keyof PaceEstimate)[] = [
  'write_ns',
  'replica_ns',
  'blob_ns',
  'lone_blob_ns',
  'held_write_ns',
  'held_version_ns',
];

function hasMembers(value: unknown, names: readonly string[], type: 'boolean' | 'number'): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const members = new Map(Object.entries(value));
  return names.every((name) => typeof members.get(name) === type);
}
