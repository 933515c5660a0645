// Names of registered things as typed, checked against their registry.

import { EXIT, UserError } from '../model/problem.js';
import { quoted } from '../model/quote.js';
import { nameRemedy } from '../model/nearest.js';

/** @throws UserError (exit 64) with the nearest name and the list, unless the name is one of them. */
export function requireName(what: string, name: string, names: readonly string[]): string {
  if (names.includes(name)) return name;
  const parts = { what: `unknown ${what}`, where: quoted(name), remedy: nameRemedy(name, names) };
  throw new UserError(EXIT.usage, parts);
}
