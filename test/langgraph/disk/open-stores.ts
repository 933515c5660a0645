// Durable stores in a folder of the test under way, closed and removed with it.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect } from 'vitest';
import type { DurableSource } from '../../../src/langgraph/disk/durable-source.js';
import type { DurableOptions } from '../../../src/langgraph/disk/open-durable.js';
import { openDurable } from '../../../src/langgraph/disk/open-durable.js';
import { useTemporaryFolder } from '../../results/study/temporary-folder.js';
import { FakeSource } from '../fake-source.js';

export const folder = useTemporaryFolder();
const opened: DurableSource[] = [];
let stores = 0;

afterEach(async () => {
  await Promise.allSettled(opened.splice(0).map((source) => source.close()));
});

export interface Opened {
  readonly store: FakeSource;
  readonly durable: DurableSource;
}

export async function open(options: Partial<DurableOptions> = {}): Promise<Opened> {
  stores += 1;
  const store = new FakeSource(`store-${stores}`);
  const durable = await openDurable(store, { path: join(folder.path, 'store'), ...options });
  opened.push(durable);
  return { store, durable };
}

export async function reopened(
  from: Opened,
  options: Partial<DurableOptions> = {},
): Promise<Opened> {
  await from.durable.close();
  return open(options);
}

export const fileOf = (name: string) => join(folder.path, 'store', name);
export const names = () => readdirSync(join(folder.path, 'store')).sort();
export const refusal = (code: string): unknown => expect.objectContaining({ code });

/** All files of the store but its lock, by name. */
export function contents(): Readonly<Record<string, string>> {
  const files = names().filter((name) => name !== 'lock');
  return Object.fromEntries(files.map((name) => [name, readFileSync(fileOf(name), 'hex')]));
}
