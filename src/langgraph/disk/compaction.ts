// Keeping a log short: when it has outgrown the snapshot that it follows, the state that it leads to becomes
// the next snapshot, and another log is begun. What is old goes when what is new is on disk; a crash in
// between leaves more files than needed and nothing missing.

import { join } from 'node:path';
import type { StoreState } from '../store-updates.js';
import type { AppendingFile, OpenAppending } from './files.js';
import { createDurably, namesIn, remove } from './files.js';
import { nameOf, readName } from './layout.js';
import { createLog } from './recovery.js';
import { encodeSnapshot } from './snapshot.js';
import type { UpdateLog } from './update-log.js';

export interface CompactionOptions {
  readonly folder: string;
  readonly log: UpdateLog;
  /** The whole state, all of which was appended to the log or is in the snapshot. */
  readonly state: () => StoreState;
  readonly openFile: OpenAppending;
  /** A log is not compacted before it is longer than this, nor before it is longer than its snapshot. */
  readonly beyond_bytes: number;
  /** As found on disk. */
  readonly number: number;
  readonly log_bytes: number;
  readonly snapshot_bytes: number;
}

export class Compaction {
  readonly #options: CompactionOptions;
  #number: number;
  #log_bytes: number;
  #snapshot_bytes: number;
  #running: Promise<void> | null = null;
  #failure: unknown = null;

  constructor(options: CompactionOptions) {
    this.#options = options;
    this.#number = options.number;
    this.#log_bytes = options.log_bytes;
    this.#snapshot_bytes = options.snapshot_bytes;
  }

  /** What the last compaction failed of; null where it did not. The log then goes on growing. */
  get failure(): unknown {
    return this.#failure;
  }

  /** To be called after so many bytes were appended. */
  grown(bytes: number): void {
    this.#log_bytes += bytes;
    if (this.#running) return;
    if (this.#log_bytes <= Math.max(this.#options.beyond_bytes, this.#snapshot_bytes)) return;
    // Not at once: the store may be in the middle of the very write that it has just told of.
    this.#running = Promise.resolve().then(async () => {
      await this.#compact();
      this.#running = null;
    });
  }

  /** Resolves when none is under way. */
  async settled(): Promise<void> {
    await this.#running;
  }

  /** The state is taken and the log rotated before anything else can be written. */
  async #compact(): Promise<void> {
    const { folder, log, state, openFile } = this.#options;
    const number = this.#number + 1;
    try {
      this.#log_bytes = 0;
      const taken = state();
      await log.rotate(() => openNext(folder, number, openFile));
      this.#number = number;
      const path = join(folder, nameOf({ role: 'snapshot', number }));
      this.#snapshot_bytes = await createDurably(path, encodeSnapshot(taken));
      removeOlder(folder, number);
      this.#failure = null;
    } catch (thrown) {
      this.#failure = thrown;
    }
  }
}

async function openNext(
  folder: string,
  number: number,
  openFile: OpenAppending,
): Promise<AppendingFile> {
  return openFile(await createLog(folder, number));
}

function removeOlder(folder: string, number: number): void {
  for (const name of namesIn(folder)) {
    const reading = readName(name);
    if (reading.type !== 'file' || reading.file.role === 'torn') continue;
    if (reading.file.number < number) remove(join(folder, name));
  }
}
