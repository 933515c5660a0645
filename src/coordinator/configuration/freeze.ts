/** The same data, frozen all the way down. */
export function deepFreeze<T>(data: T): T {
  if (typeof data !== 'object' || data === null || Object.isFrozen(data)) return data;
  for (const child of Object.values(data)) deepFreeze(child);
  return Object.freeze(data);
}
