// Putting something around methods of LangGraph's classes. Where a version has no such method, nothing is done.

export type Methods = Record<string, unknown>;
export type Method = (this: Methods, ...args: unknown[]) => unknown;

/** What to put around which method. */
export type Wraps = Readonly<Record<string, (method: Method) => Method>>;

const wrapped = new WeakSet<object>();

/** Wraps methods of a class, unless it was done before. */
export function wrapMethods(Class: unknown, wraps: Wraps): void {
  if (typeof Class !== 'function') return;
  const prototype: unknown = Class.prototype;
  if (typeof prototype !== 'object' || prototype === null || wrapped.has(prototype)) return;
  wrapped.add(prototype);
  for (const [name, around] of Object.entries(wraps)) wrap(prototype as Methods, name, around);
}

function wrap(prototype: Methods, name: string, around: Wraps[string]): void {
  const method = prototype[name];
  if (typeof method !== 'function') return;
  const value = around(method as Method);
  Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
}
