// Collects the edges of one pass. What it is given it keeps: that no edge stands twice is up to the caller.

import type { Edges } from './topology.js';

export class EdgeList {
  readonly #senders: number[] = [];
  readonly #receivers: number[] = [];

  /** One blob, from `sender` to `receiver`. */
  send(sender: number, receiver: number): void {
    this.#senders.push(sender);
    this.#receivers.push(receiver);
  }

  /** Both ways. As blobs are exported before any is imported, neither way carries the other. */
  swap(one: number, other: number): void {
    this.send(one, other);
    this.send(other, one);
  }

  toEdges(): Edges {
    return { type: 'edges', senders: this.#senders, receivers: this.#receivers };
  }
}
