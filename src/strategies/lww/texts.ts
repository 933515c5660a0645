// How a register's strings are spelled in blobs and versions.
//
// Agent id and field are JSON strings without their quotes: JSON escapes the lone surrogates that UTF-8
// cannot carry, and the bytes of any ordinary id are the id itself. Ties go by these bytes.

import type { RegisterContent } from './register.js';

export function spellName(name: string): string {
  return JSON.stringify(name).slice(1, -1);
}

export function spellContent({ kind, value }: RegisterContent): string {
  return JSON.stringify([kind, value]);
}
