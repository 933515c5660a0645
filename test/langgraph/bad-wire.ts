// A transport for tests: nothing arrives before it is told to, nor better than it is told to.

import type { EventTransport } from '../../src/langgraph/transport.js';
import { FakeSource } from './fake-source.js';

type OnEvent = (event: { readonly data?: unknown }) => void;

/** What a fault makes of the messages that wait on a wire. */
export type Fault = (waiting: readonly Uint8Array[]) => readonly Uint8Array[];

/** A broadcast channel that delivers when it is told to, and as badly as it is told to. */
export class Wire {
  readonly #ends: End[] = [];

  end(): End {
    const end = new End((message) => {
      for (const other of this.#ends) if (other !== end) other.waiting.push(message);
    });
    this.#ends.push(end);
    return end;
  }

  /** Until nobody says anything any more. */
  deliver(fault: Fault = (waiting) => waiting): void {
    while (this.#ends.some(({ waiting }) => waiting.length > 0)) {
      for (const end of this.#ends) end.hear(fault(end.waiting.splice(0)));
    }
  }

  lose(): void {
    for (const end of this.#ends) end.waiting.splice(0);
  }
}

export class End implements EventTransport {
  readonly waiting: Uint8Array[] = [];
  readonly #listeners = { message: new Set<OnEvent>(), close: new Set<OnEvent>() };
  readonly postMessage: (message: Uint8Array) => void;

  constructor(post: (message: Uint8Array) => void) {
    this.postMessage = post;
  }

  addEventListener(type: 'message' | 'close', listener: OnEvent): void {
    this.#listeners[type].add(listener);
  }

  removeEventListener(type: 'message' | 'close', listener: OnEvent): void {
    this.#listeners[type].delete(listener);
  }

  hear(messages: readonly unknown[]): void {
    for (const data of messages) for (const listener of this.#listeners.message) listener({ data });
  }

  disconnect(): void {
    for (const listener of this.#listeners.close) listener({});
  }
}

/** Two stores that are not connected yet. */
export function pair(): { readonly a: FakeSource; readonly b: FakeSource; readonly wire: Wire } {
  return { a: new FakeSource('a'), b: new FakeSource('b'), wire: new Wire() };
}
