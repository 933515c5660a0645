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
  try {
    const exports: unknown = require.cache[require.resolve(name)]?.exports;
    return typeof exports === 'object' ? exports : null;
  } catch {
    return null;
  }
}
