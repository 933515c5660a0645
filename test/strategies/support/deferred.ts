/** A promise to be settled by hand. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: Error) => void;
}

export function deferred<T>(): Deferred<T> {
  const unset = (): never => {
    throw new Error('a promise gave no way to settle it');
  };
  let resolve: (value: T) => void = unset;
  let reject: (reason: Error) => void = unset;
  const promise = new Promise<T>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  return { promise, resolve, reject };
}
