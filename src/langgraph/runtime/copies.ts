// A program that requires LangGraph has another copy of it than this module, which imports it: other classes, with
// prototypes of their own. What is put around methods must be put around those of both.

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The module as it is imported here and, where a program has required it so far, as it is there. */
export function copiesOf<Module extends object>(
  name: string,
  imported: Module,
): readonly Partial<Module>[] {
  const required = requiredCopy(name);
  return required === null ? [imported] : [imported, required];
}

/** Nothing is loaded by asking. */
function requiredCopy(name: string): object | null {
  const exports: unknown = require.cache[pathOf(name)]?.exports;
  return typeof exports === 'object' ? exports : null;
}

/** Asked for at every run, and 150 us to find out. */
const PATHS = new Map<string, string>();

function pathOf(name: string): string {
  const path = PATHS.get(name) ?? resolved(name);
  PATHS.set(name, path);
  return path;
}

function resolved(name: string): string {
  try {
    return require.resolve(name);
  } catch {
    return name;
  }
}
