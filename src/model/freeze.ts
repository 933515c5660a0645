// Data that nobody can change any more, whoever else holds it.

/** The same data, frozen all the way down. What is frozen already is held to be so throughout. */
export function deepFreeze<T>(data: T): T {
  if (typeof data !== 'object' || data === null || Object.isFrozen(data)) return data;
  for (const child of Object.values(data)) deepFreeze(child);
  return Object.freeze(data);
}
