// Putting something around a method of LangGraph's. Where a version has no such method, nothing is done.

export type Methods = Record<string, unknown>;
export type Method = (this: Methods, ...args: unknown[]) => unknown;

export function wrapMethod(
  prototype: Methods,
  name: string,
  around: (method: Method) => Method,
): void {
  const method = prototype[name];
  if (typeof method !== 'function') return;
  const value = around(method as Method);
  Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
}
