// Appending to the log of a durable store. All that is appended while the disk is busy with what came before
// becomes one frame with one synchronisation, so that many writes at once cost little more than one.

import { messageOf } from '../../model/problem.js';
import { StoreError } from '../store-error.js';
import type { AppendingFile } from './files.js';
import { encodeFrame } from './frame.js';

/** A frame of many parts stays shorter, so that not too much waits for one synchronisation. */
const MAX_FRAME_BYTES = 16 * 2 ** 20;

export interface LogEnd {
  readonly file: AppendingFile;
  /** How many frames it holds. */
  readonly frames: number;
}

export class UpdateLog {
  #file: AppendingFile;
  #frames: number;
  /** What is appended now goes here; null where the last group is being written. */
  #group: Uint8Array[] | null = null;
  /** All that was appended, and in order. Once it has failed, nothing comes after: there would be a gap. */
  #tail: Promise<void> = Promise.resolve();

  constructor({ file, frames }: LogEnd) {
    this.#file = file;
    this.#frames = frames;
  }

  /** Resolves when the part is on disk. Rejects with StoreError `disk_failed`, as all that is appended later. */
  append(part: Uint8Array): Promise<void> {
    if (this.#group === null) this.#begin([]);
    this.#group?.push(part);
    return this.#tail;
  }

  /** Resolves when all that was appended so far is on disk; rejects as {@link append} does. */
  flushed(): Promise<void> {
    return this.#tail;
  }

  /** All that is appended from now on goes to another file. Where that cannot be had, to the same as before. */
  rotate(openNext: () => Promise<AppendingFile>): Promise<void> {
    this.#group = null;
    const before = this.#tail;
    const rotated = before.then(() => this.#continueIn(openNext));
    this.#follow(before.then(() => rotated.catch(() => undefined)));
    return rotated;
  }

  /** @throws StoreError `disk_failed` where something that was appended is not on disk; it is closed all the same. */
  async close(): Promise<void> {
    try {
      await this.#tail;
    } finally {
      await this.#file.close();
    }
  }

  #begin(group: Uint8Array[]): void {
    this.#group = group;
    const write = (): Promise<void> => {
      if (this.#group === group) this.#group = null;
      return this.#write(group);
    };
    this.#follow(this.#tail.then(write));
  }

  #follow(tail: Promise<void>): void {
    this.#tail = tail;
    // Whoever awaits it is told; that nobody does must not end the process.
    tail.catch(() => undefined);
  }

  async #write(group: readonly Uint8Array[]): Promise<void> {
    try {
      for (const parts of framesOf(group)) {
        await this.#file.append(encodeFrame(this.#frames + 1, parts));
        this.#frames += 1;
      }
    } catch (thrown) {
      throw diskFailed(this.#file.path, thrown);
    }
  }

  async #continueIn(openNext: () => Promise<AppendingFile>): Promise<void> {
    const next = await openNext();
    const previous = this.#file;
    this.#file = next;
    this.#frames = 0;
    await previous.close();
  }
}

function* framesOf(group: readonly Uint8Array[]): Generator<readonly Uint8Array[]> {
  let parts: Uint8Array[] = [];
  let bytes = 0;
  for (const part of group) {
    if (parts.length > 0 && bytes + part.length > MAX_FRAME_BYTES) {
      yield parts;
      [parts, bytes] = [[], 0];
    }
    parts.push(part);
    bytes += part.length;
  }
  yield parts;
}

function diskFailed(path: string, thrown: unknown): StoreError {
  const remedy = `${messageOf(thrown)}; what was acknowledged is kept: make room if the disk is full, then open the store again`;
  return new StoreError(
    'disk_failed',
    { what: 'an update cannot be kept', where: path, remedy },
    thrown,
  );
}
