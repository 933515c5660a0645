// One git process: started without a shell, read as a stream, ended with whoever reads it. Knows nothing of
// what git prints.

import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { EXIT, messageOf, UserError } from '../../model/problem.js';
import { printable } from '../../model/quote.js';
import { HARDENED_ARGS, hardenedEnvironment } from './hardening.js';

export interface GitCall {
  /** The working folder: an existing one. */
  readonly folder: string;
  /** Absolute; null where git is to find it from the folder. */
  readonly git_dir: string | null;
  readonly args: readonly string[];
  /** What git reads on its standard input. */
  readonly input: string;
  /** More output than this is refused. */
  readonly limit_bytes: number;
}

/** Git ended with an error, and said why. */
export class GitFailure extends Error {
  override readonly name = 'GitFailure';
}

type Git = ChildProcessByStdio<Writable, Readable, Readable>;

const MAX_COMPLAINT_CHARS = 4096;

/**
 * What git prints, in chunks. It is killed where the reader stops early.
 * @throws GitFailure where git ends with an error; UserError where it cannot be started or prints too much.
 */
export async function* readGit(call: GitCall): AsyncGenerator<Buffer> {
  const child = start(call);
  const ended = endOf(child);
  try {
    await started(child);
    child.stdin.end(call.input);
    yield* limited(child.stdout, call);
    await ended;
  } finally {
    child.kill();
    ended.catch(() => {
      // Where the reader has stopped or failed, how git ends is nobody's concern.
    });
  }
}

/** All of a short output, as text. */
export async function askGit(call: GitCall): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of readGit(call)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function start({ folder, git_dir, args }: GitCall): Git {
  const child = spawn('git', [...HARDENED_ARGS, ...args], {
    cwd: folder,
    env: hardenedEnvironment(process.env, git_dir),
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  child.stdin.on('error', () => {
    // Git ended before it had read all; why, its exit tells.
  });
  return child;
}

async function started(child: Git): Promise<void> {
  try {
    await once(child, 'spawn');
  } catch (thrown) {
    throw startProblem(thrown);
  }
}

/** The folder exists, so what is not found is git; sysexits(3) has 69 for a program that is missing. */
function startProblem(thrown: unknown): UserError {
  const missing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
  return missing
    ? new UserError(
        EXIT.plugin,
        {
          what: 'git was not found',
          where: '--workload git',
          remedy: 'install git, or put it on the PATH',
        },
        thrown,
      )
    : new UserError(
        EXIT.io,
        {
          what: 'git could not be started',
          where: '--workload git',
          remedy: printable(messageOf(thrown)),
        },
        thrown,
      );
}

async function* limited(chunks: Readable, { limit_bytes }: GitCall): AsyncGenerator<Buffer> {
  let read_bytes = 0;
  for await (const chunk of chunks as AsyncIterable<Buffer>) {
    read_bytes += chunk.length;
    if (read_bytes > limit_bytes) throw tooMuch(limit_bytes);
    yield chunk;
  }
}

function tooMuch(limit_bytes: number): UserError {
  return new UserError(EXIT.usage, {
    what: 'the history is too large',
    where: `more than ${limit_bytes} bytes`,
    remedy: 'clone less of it: git clone --shallow-since=DATE',
  });
}

/** Settles when git has ended and all it printed was read. */
async function endOf(child: Git): Promise<void> {
  const complaint = complaintOf(child.stderr);
  const end: unknown[] = await once(child, 'close');
  if (end[0] !== 0)
    throw new GitFailure(complaint() || `it ended with ${String(end[0] ?? end[1])}`);
}

/** The beginning of what git says on standard error, on one line, once it has. */
function complaintOf(stderr: Readable): () => string {
  let text = '';
  stderr.setEncoding('utf8').on('data', (said: string) => {
    if (text.length < MAX_COMPLAINT_CHARS) text += said;
  });
  return () =>
    printable(
      text
        .trim()
        .slice(0, MAX_COMPLAINT_CHARS)
        .replace(/\s*\n\s*/g, '; '),
    );
}
