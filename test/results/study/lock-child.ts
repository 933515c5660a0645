// Processes that take locks, for tests in which two writers must not meet: real ones, because the lock is
// about processes that live and die. They execute the build.

import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const DIST = new URL('../../../dist/', import.meta.url).href;

/**
 * Waits until a file is there, without letting go of the processor, so that all takers start together; and
 * hesitates up to 5 ms between finding a lock dead and removing it: that is where a race would be.
 */
const SOURCE = `
  import { existsSync } from 'node:fs';
  const { lockFolder } = await import(${JSON.stringify(`${DIST}results/study/lock.js`)});
  const { isDead } = await import(${JSON.stringify(`${DIST}metrics/process-identity.js`)});
  let spins = process.pid;
  const isDeadAndHesitate = (holder) => {
    const dead = isDead(holder);
    spins = (spins * 48_271) % 2_147_483_647;
    for (const end = process.hrtime.bigint() + BigInt(spins % 5_000_000); process.hrtime.bigint() < end;);
    return dead;
  };
  const [start, ...folders] = process.argv.slice(1);
  process.stdin.resume();
  process.stdout.write('ready\\n');
  while (start !== '' && !existsSync(start));
  const won = [];
  const refused = [];
  for (const folder of folders) {
    try { lockFolder(folder, isDeadAndHesitate); won.push(folder); } catch (error) { refused.push(error.exit_code); }
  }
  process.stdout.write(JSON.stringify({ won, refused }) + '\\n');`;

export interface Taken {
  readonly won: readonly string[];
  /** The exit codes of those that were refused. */
  readonly refused: readonly number[];
}

/** A process that locks folders and holds them until it is ended. */
export class LockChild {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  /** @param start a file for which it waits; empty: none. */
  constructor(folders: readonly string[], start = '') {
    const options = ['--input-type=module', '-e', SOURCE, '--'];
    this.#child = spawn(process.execPath, [...options, start, ...folders], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    if (!this.#child.stdout) throw new Error('no output to read');
    this.#lines = createInterface(this.#child.stdout)[Symbol.asyncIterator]();
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async ready(): Promise<void> {
    await this.#lines.next();
  }

  /** What it got, after all folders have been tried. */
  async taken(): Promise<Taken> {
    const { value } = (await this.#lines.next()) as { value: string };
    return JSON.parse(value) as Taken;
  }

  /** Ends it as the system would: it has no chance to let go of anything. */
  async kill(): Promise<void> {
    const exited = once(this.#child, 'exit');
    if (this.#child.kill('SIGKILL')) await exited;
  }
}
