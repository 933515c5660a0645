// What a logged value may be. JSON text can say things that no engine keeps: halves of surrogate pairs,
// numbers beyond the range of a double, nesting that overflows the stack of whoever walks it.

/** Deeper than any state an agent writes, far from the depth at which recursion fails. */
const MAX_DEPTH = 100;

const LONE_SURROGATE = /\p{Surrogate}/u;

/** False for a string that holds half of a surrogate pair, which UTF-8 cannot store. */
export function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}

/** Why a parsed JSON value cannot be stored, as in `value ${fault}`; null where it can. */
export function storageFault(value: unknown): string | null {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    const fault = level.map(leafFault).find((found) => found !== null);
    if (fault) return fault;
    const nested = level.filter(isComposite);
    if (depth === MAX_DEPTH && nested.length > 0) return `is nested more than ${MAX_DEPTH} deep`;
    level = nested.flatMap(childrenOf);
  }
  return null;
}

/** True for an array or an object. */
export function isComposite(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function leafFault(value: unknown): string | null {
  if (value === undefined) return 'is missing';
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return 'holds a number too large for a double';
  }
  if (typeof value === 'string' && !isWellFormed(value)) return 'holds half of a surrogate pair';
  return null;
}

/** The keys of an object count as children: they are strings to be stored too. */
function childrenOf(value: object): readonly unknown[] {
  return Array.isArray(value) ? value : Object.entries(value).flat();
}
