// Peaks of the memory of one thread, sampled from inside it: what a worker's heap and WASM engine hold can
// be seen from nowhere else. A sample takes about 0.2 us (`process.memoryUsage`: 8 us, most of it for an
// RSS that all threads share), so it is taken after each import and export without rationing.

import { getHeapStatistics } from 'node:v8';

export interface ThreadMemory {
  readonly heap_bytes: number;
  /** Buffers and WebAssembly memory that the heap refers to. */
  readonly external_bytes: number;
}

/** What this thread's isolate holds now. */
export function readThreadMemory(): ThreadMemory {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return { heap_bytes: used_heap_size, external_bytes: external_memory };
}

/** Keeps the largest heap and the largest external memory seen, each for itself. */
export class MemoryPeaks {
  readonly #read: () => ThreadMemory;
  #heap_bytes = 0;
  #external_bytes = 0;

  constructor(read: () => ThreadMemory = readThreadMemory) {
    this.#read = read;
    this.sample();
  }

  sample(): void {
    const { heap_bytes, external_bytes } = this.#read();
    if (heap_bytes > this.#heap_bytes) this.#heap_bytes = heap_bytes;
    if (external_bytes > this.#external_bytes) this.#external_bytes = external_bytes;
  }

  /** The peaks so far; the moment of asking counts as a sample. */
  peaks(): { readonly peak_heap_bytes: number; readonly peak_external_bytes: number } {
    this.sample();
    return { peak_heap_bytes: this.#heap_bytes, peak_external_bytes: this.#external_bytes };
  }
}
