// Names of strategies and other registered things as typed, checked against their registry.

import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EXIT, UserError } from '../model/problem.js';
import type { ModuleReference } from '../strategies/load.js';
import { STRATEGY_NAMES } from '../strategies/registry.js';
import { nearestName } from './nearest.js';

/** @throws UserError (exit 64) with the nearest name and the list, unless the name is one of them. */
export function requireName(what: string, name: string, names: readonly string[]): string {
  if (names.includes(name)) return name;
  const nearest = nearestName(name, names);
  const hint = nearest === undefined ? '' : `did you mean ${nearest}? `;
  const remedy = `${hint}choose from ${names.join(', ')}`;
  throw new UserError(EXIT.usage, { what: `unknown ${what}`, where: JSON.stringify(name), remedy });
}

/** A built-in name, or the path (with a slash or a module's ending) of a plug-in. */
export function parseStrategy(text: string): ModuleReference {
  if (/[\\/]|\.[cm]?js$/.test(text)) return { type: 'plugin', url: pluginUrl(text) };
  return { type: 'built_in', name: requireName('strategy', text, STRATEGY_NAMES) };
}

/** @throws UserError (exit 66) where there is no such file. */
export function pluginUrl(path: string): string {
  if (!isFile(path)) {
    const parts = {
      what: 'plug-in not found',
      where: JSON.stringify(path),
      remedy: 'give the path of a module',
    };
    throw new UserError(EXIT.input_not_found, parts);
  }
  return pathToFileURL(resolve(path)).href;
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
