// Write logs on disk for the tests, in a folder of their own that is gone when the test file ends.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { UserError } from '../../src/model/problem.js';
import { log } from '../../src/workloads/log.js';
import { optionsWith } from './script-reading.js';

export interface LogFolder {
  readonly path: string;
  /** Writes a file and returns its path. */
  write(name: string, content: string | Uint8Array): string;
}

export function createLogFolder(): LogFolder {
  const path = mkdtempSync(join(tmpdir(), 'mergestorm-log-'));
  afterAll(() => {
    rmSync(path, { recursive: true });
  });
  return {
    path,
    write: (name, content) => {
      const file = join(path, name);
      writeFileSync(file, content);
      return file;
    },
  };
}

export function layLog(log_file: string | null) {
  return log.lay(optionsWith({ log_file }));
}

/** The error that laying out the log ends with. */
export async function problemOf(log_file: string | null): Promise<UserError> {
  const thrown: unknown = await layLog(log_file).then(
    () => 'nothing was thrown',
    (reason: unknown) => reason,
  );
  if (thrown instanceof UserError) return thrown;
  throw new Error('no UserError was thrown', { cause: thrown });
}

/** Everything an iteration yields; Node 20 has no Array.fromAsync. */
export async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}
