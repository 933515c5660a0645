// JSON that means what was said: `JSON.stringify` would turn NaN into null and drop what is undefined.

/**
 * The JSON text of plain data, indented for people.
 * @throws TypeError naming the place of a value that JSON cannot hold (NaN, Infinity, bigint, undefined…).
 */
export function strictJson(value: object): string {
  refuseNonJson(value, '');
  return `${JSON.stringify(value, null, 2)}\n`;
}

function refuseNonJson(value: unknown, place: string): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (Number.isFinite(value)) return;
  if (typeof value !== 'object') throw new TypeError(`${place} is ${nameOf(value)}, not JSON`);
  for (const [key, child] of Object.entries(value)) {
    refuseNonJson(child, place === '' ? key : `${place}.${key}`);
  }
}

function nameOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : `of type ${typeof value}`;
}
