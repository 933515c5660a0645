// The built binary as a child process, observed through what a user sees: two streams and an exit code.

import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, onTestFinished } from 'vitest';

const BINARY = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));

export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** Resolves when stderr holds the text; rejects where the process ends before. */
  said(text: string): Promise<void>;
  readonly ended: Promise<Ended>;
}

/** The path of a strategy fixture. */
export function strategyFile(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/strategies/${name}.mjs`, import.meta.url));
}

export function fixtureFile(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));
}

/** A folder of its own for one test, gone after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mergestorm-cli-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

/** A folder for the tests of one block, gone after the last of them. */
export function temporaryFolderForAll(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mergestorm-cli-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

export function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
  return observe([process.execPath, BINARY, ...args], env);
}

/** With standard output sent to a file by a shell. */
export function startInto(file: string, args: readonly string[]): Running {
  return observe(['/bin/sh', '-c', `"$0" "$@" > ${file}`, process.execPath, BINARY, ...args], {});
}

function observe([program = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Running {
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], ...env },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ code, signal, stdout, stderr });
    });
  });
  const said = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (stderr.includes(text)) resolve();
      };
      child.stderr.on('data', look);
      child.on('close', () => {
        reject(new Error(`ended without saying ${JSON.stringify(text)}: ${stderr}`));
      });
      look();
    });
  return { child, said, ended };
}

/** Runs it to its end. */
export function mergestorm(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return start(args, env).ended;
}

/** The tables of two agents without the time that a model call takes. */
export const QUICK = ['run', '--model-latency', '0'] as const;

/** The records of `--json`. */
export function recordsOf({ stdout }: Ended): readonly Readonly<Record<string, unknown>>[] {
  const { records } = JSON.parse(stdout) as { records: Readonly<Record<string, unknown>>[] };
  return records;
}
