// Who is called back. One that throws does not keep the others from being called: what it threw is thrown once
// all have been.

export class Listeners<Event> {
  readonly #listeners = new Set<{ readonly call: (event: Event) => void }>();

  get isEmpty(): boolean {
    return this.#listeners.size === 0;
  }

  /** @returns how to stop being called. The same function added twice is called twice. */
  add(call: (event: Event) => void): () => void {
    const listener = { call };
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  call(event: Event): void {
    callAll(
      [...this.#listeners].map((listener) => () => {
        listener.call(event);
      }),
    );
  }
}

/**
 * A call that cannot fail for who makes it: what is thrown in it becomes a warning of the process. For what
 * users want to be told of, so that their mistakes do not decide over writes.
 */
export function warningOf(call: () => void): () => void {
  return () => {
    try {
      call();
    } catch (thrown) {
      process.emitWarning(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  };
}

/** Calls all, and then throws the first error that there was. */
export function callAll(calls: readonly (() => void)[]): void {
  const thrown: unknown[] = [];
  for (const call of calls) {
    try {
      call();
    } catch (error) {
      thrown.push(error);
    }
  }
  if (thrown.length > 0) throw thrown[0];
}
