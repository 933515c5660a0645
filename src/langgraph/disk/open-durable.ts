// Opening a durable store: its folder is locked, read back into the store, and from then on appended to.

import { join } from 'node:path';
import { messageOf } from '../../model/problem.js';
import { importBundle } from '../replication.js';
import { StoreError } from '../store-error.js';
import type { Bundle, UpdateSource } from '../store-updates.js';
import { Compaction } from './compaction.js';
import type { DurableParts } from './durable-source.js';
import { DurableSource } from './durable-source.js';
import type { OpenAppending } from './files.js';
import { createFolders, openAppending } from './files.js';
import { refuseForeign } from './inventory.js';
import { nameOf } from './layout.js';
import { lockFolder } from './lock.js';
import type { Recovered } from './recovery.js';
import { recover } from './recovery.js';
import { UpdateLog } from './update-log.js';

export interface DurableOptions {
  /** A folder of the store's own; created where it is not there. */
  readonly path: string;
  /** A log shorter than this is not compacted; 1 MiB unless told. */
  readonly compact_beyond_bytes?: number;
  /** Tests fill the disk here. */
  readonly openFile?: OpenAppending;
}

const COMPACT_BEYOND_BYTES = 2 ** 20;

/**
 * Brings an empty store to the state that a folder keeps, and keeps it there from now on. The store must have
 * a replica id that was never used: what was written before is that of another.
 * @throws StoreError `locked`, `damaged_files` or `unknown_format`, all of which change nothing; `disk_failed`
 *   where the folder cannot be created, read or written.
 */
export async function openDurable(
  source: UpdateSource,
  options: DurableOptions,
): Promise<DurableSource> {
  const { path } = options;
  try {
    createFolders(path);
    refuseForeign(path);
    return await openLocked(source, options);
  } catch (thrown) {
    throw thrown instanceof StoreError ? thrown : cannotOpen(path, thrown);
  }
}

async function openLocked(source: UpdateSource, options: DurableOptions): Promise<DurableSource> {
  const { path } = options;
  const lock = await lockFolder(path);
  try {
    const recovered = await recover(path, (bundle) => {
      replay(source, bundle);
    });
    return new DurableSource(source, {
      path,
      lock,
      ...(await startWriting(source, options, recovered)),
    });
  } catch (thrown) {
    lock.release();
    throw thrown;
  }
}

/** A log keeps what came when it came: each part of it fits what was there before. */
function replay(source: UpdateSource, bundle: Bundle): void {
  const { gap } = importBundle(source, bundle);
  if (gap > 0) throw new Error('updates are missing');
}

async function startWriting(
  source: UpdateSource,
  options: DurableOptions,
  recovered: Recovered,
): Promise<Pick<DurableParts, 'log' | 'compaction'>> {
  const { path, openFile = openAppending } = options;
  const { log: number, frames, log_bytes, snapshot_bytes } = recovered;
  const file = await openFile(join(path, nameOf({ role: 'updates', number })));
  const log = new UpdateLog({ file, frames });
  const compaction = new Compaction({
    folder: path,
    log,
    state: () => source.state(),
    openFile,
    beyond_bytes: options.compact_beyond_bytes ?? COMPACT_BEYOND_BYTES,
    number,
    log_bytes,
    snapshot_bytes,
  });
  return { log, compaction };
}

function cannotOpen(path: string, thrown: unknown): StoreError {
  const parts = { what: 'a store cannot be opened', where: path, remedy: messageOf(thrown) };
  return new StoreError('disk_failed', parts, thrown);
}
