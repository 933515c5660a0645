// A process that writes to a durable store until it is killed, and says what was acknowledged. It executes
// the build.

import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const LANGGRAPH = new URL('../../../dist/langgraph/', import.meta.url).href;

/** `late`: a planted bug, a disk that says of every frame that it is written, and writes it with the next. */
export type WritingDisk = 'sound' | 'late';

const SOURCE = `
  import { writeSync } from 'node:fs';
  const from = (name) => import(${JSON.stringify(LANGGRAPH)} + name);
  const { openDurable } = await from('disk/open-durable.js');
  const { openAppending } = await from('disk/files.js');
  const { StoreCore } = await from('store-core.js');
  const { beginScope } = await from('scopes.js');
  const late = async (path) => {
    const file = await openAppending(path);
    let waiting = null;
    const append = async (bytes) => {
      if (waiting) await file.append(waiting);
      waiting = bytes;
    };
    return { ...file, append };
  };
  const [path, life, disk] = process.argv.slice(1);
  const core = new StoreCore();
  const openFile = disk === 'late' ? late : openAppending;
  const durable = await openDurable(core, { path, compact_beyond_bytes: 3000, openFile });
  for (let burst = 0; ; burst += 1) {
    const written = [];
    for (let index = 0; index < 1 + burst % 3; index += 1) {
      const name = life + ':' + burst + ':' + index;
      core.put({ namespace: ['kill'], key: 'k' + burst % 4 }, { names: [name] }, beginScope('writer'));
      written.push(name);
    }
    await durable.flushed();
    for (const name of written) writeSync(1, name + '\\n');
  }`;

/** The names that were acknowledged: so many, and those that came before the kill did. */
export async function acknowledgedBeforeKill(
  path: string,
  life: number,
  count: number,
  disk: WritingDisk,
): Promise<readonly string[]> {
  const args = ['--input-type=module', '-e', SOURCE, '--', path, String(life), disk];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const names: string[] = [];
  for await (const name of linesOf(child)) {
    names.push(name);
    if (names.length === count) child.kill('SIGKILL');
  }
  await exited;
  return names;
}

function linesOf({ stdout }: ChildProcess): AsyncIterable<string> {
  if (!stdout) throw new Error('no output to read');
  return createInterface(stdout);
}
