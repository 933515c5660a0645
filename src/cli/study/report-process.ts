// The report is made by a process of its own: it holds all records of a study, which the process that
// executes one never does.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../main.js', import.meta.url));

/** Runs `mergestorm report` on the folder, on this terminal. Returns its exit code. */
export async function makeReport(folder: string, flags: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [MAIN, 'report', folder, ...flags], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  if (code !== null) return code;
  throw new Error(`the process that makes the report was ended by ${signal ?? 'a signal'}`);
}
