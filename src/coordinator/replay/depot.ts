// The blobs of a replay between export and the last import that needs them.

import type { StateBlob } from '../../model/blob.js';

export class Depot {
  readonly #blobs = new Map<string, { readonly blob: StateBlob; left: number }>();

  /** @param count how often it will be taken. */
  put(key: string, blob: StateBlob, count: number): void {
    this.#blobs.set(key, { blob, left: count });
  }

  has(key: string): boolean {
    return this.#blobs.has(key);
  }

  /** @throws Error where there is none: it was never exported. */
  take(key: string): StateBlob {
    const kept = this.#blobs.get(key);
    if (!kept) throw new Error(`there is no blob ${key}`);
    kept.left -= 1;
    if (kept.left === 0) this.#blobs.delete(key);
    return kept.blob;
  }

  /** Blobs that are still needed. */
  get size(): number {
    return this.#blobs.size;
  }
}
