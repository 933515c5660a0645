// What one document is about to take of the memory that all documents of a thread share.

import type { EngineMemory } from './engine-memory.js';

/** What Loro takes, measured and rounded up: a document, a write, and per byte of an import. */
const DOCUMENT_BYTES = 16 * 1024;
const WRITE_BYTES = 512;
const IMPORT_FACTOR = 6;
/** An import of history alone, and bringing the state up to it. */
const HISTORY_FACTOR = 4;
const CATCH_UP_FACTOR = 6;

export class DocumentMemory {
  readonly #memory: EngineMemory;
  /** What the state is expected to take once it is brought up to date. */
  #behind_bytes = 0;

  /** To be called before the document is made. */
  constructor(memory: EngineMemory) {
    this.#memory = memory;
    memory.expect(DOCUMENT_BYTES);
  }

  expectWrite(): void {
    this.#memory.expect(WRITE_BYTES);
  }

  expectImport(bytes: number, state: 'current' | 'behind'): void {
    this.#memory.expect((state === 'behind' ? HISTORY_FACTOR : IMPORT_FACTOR) * bytes);
    if (state === 'behind') this.#behind_bytes += CATCH_UP_FACTOR * bytes;
  }

  expectCatchUp(): void {
    this.#memory.expect(this.#behind_bytes);
    this.#behind_bytes = 0;
  }
}
