// The parent's end of one visit's process: starts it, gives it its order, listens, and kills it. What its
// end means is decided in process-end.ts.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { Readable, Writable } from 'node:stream';
import { Duplex } from 'node:stream';
import { readOomKills } from '../../metrics/oom-kills.js';
import { EXIT, messageOf, UserError } from '../../model/problem.js';
import { MAX_LINE_BYTES } from '../../results/study/journal-line.js';
import type { RepetitionStart } from '../executed-repetition.js';
import { visitIdOf } from '../plan.js';
import { removeFoldersOf } from '../shared-store/folder.js';
import { childExecArgv } from './exec-argv.js';
import { encodeFrame, FrameError, FrameReader } from './frames.js';
import { OutputTail } from './output-tail.js';
import type { Answer, ProcessEnd } from './process-end.js';
import { acceptMessage, MessageError } from './visit-message.js';
import type { AnyOrder, VisitMessage } from './visit-protocol.js';

export interface ProcessOptions {
  /** Path of the module that is executed. */
  readonly entry: string;
  /** Options of the interpreter. */
  readonly execArgv: readonly string[];
  /** Path of the interpreter. */
  readonly node: string;
}

// Resolved through package.json "imports": always the built file, also where tests load the sources.
export const VISIT_PROCESS: ProcessOptions = {
  entry: createRequire(import.meta.url).resolve('#visit-entry'),
  execArgv: childExecArgv(process.execArgv),
  node: process.execPath,
};

/** A plug-in's console.log is no output of ours; the fourth is the channel, `CHANNEL_FD`. */
const STDIO: readonly ('ignore' | 'pipe')[] = ['ignore', 'ignore', 'pipe', 'pipe'];

/** Enough to find V8's last words in, which a long stack trace follows. */
const STDERR_BYTES = 64 * 1024;

/** How long a process may take to end after its result, and its output after it. */
const LINGER_MS = 1_000;

export class VisitChild {
  readonly #order: AnyOrder;
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  readonly #frames = new FrameReader(MAX_LINE_BYTES);
  readonly #stderr = new OutputTail(STDERR_BYTES);
  readonly #oom_kills_before = readOomKills();
  #start: RepetitionStart | null = null;
  #answer: Answer = { type: 'none' };
  #killed: ProcessEnd['killed'] = null;
  #linger: NodeJS.Timeout | undefined;

  /** @throws UserError (exit 75) where no process can be started. */
  constructor(order: AnyOrder, options: ProcessOptions) {
    this.#order = order;
    this.#child = start(order, options);
    this.#closed = once(this.#child, 'close');
    this.#listen();
  }

  /** What it said it was about to execute; null where it has not said so. */
  get start(): RepetitionStart | null {
    return this.#start;
  }

  kill(reason: Exclude<ProcessEnd['killed'], null>): void {
    this.#killed ??= reason;
    this.#child.kill('SIGKILL');
  }

  /** Waits until nothing is left of it. @throws UserError (exit 75) where it could not be started. */
  async ended(): Promise<ProcessEnd> {
    const kill = (): void => {
      this.kill('interrupt');
    };
    process.once('exit', kill);
    try {
      await this.#closed;
    } catch (thrown) {
      throw cannotStart(this.#order, thrown);
    } finally {
      process.off('exit', kill);
      clearTimeout(this.#linger);
      if (this.#child.pid !== undefined) removeFoldersOf(this.#child.pid);
    }
    return {
      answer: this.#answer,
      killed: this.#killed,
      exit_code: this.#child.exitCode,
      signal: this.#child.signalCode,
      stderr: this.#stderr.text(),
      oom_kills: risenBy(this.#oom_kills_before, readOomKills()),
    };
  }

  /** The last that it said on stderr. */
  stderrTail(limit_bytes: number): string {
    return this.#stderr.text(limit_bytes);
  }

  #listen(): void {
    const [, , stderr, channel] = streamsOf(this.#child);
    stderr?.on('data', (piece: Buffer) => {
      this.#stderr.push(piece);
    });
    channel?.on('data', (piece: Buffer) => {
      this.#read(piece);
    });
    // It may end before it has taken its order; how it ended is told by its exit.
    channel?.on('error', () => undefined);
    if (channel instanceof Duplex) channel.write(encodeFrame(this.#order));
    this.#child.once('exit', () => {
      // A process that it started itself may hold its output open for ever.
      this.#inAWhile(() => {
        for (const stream of streamsOf(this.#child)) stream?.destroy();
      });
    });
  }

  /** What is said after a result, or after what is no message, is not listened to. */
  #read(piece: Buffer): void {
    if (this.#answer.type !== 'none') return;
    try {
      for (const value of this.#frames.push(piece)) {
        this.#accept(acceptMessage(value, this.#order.visit));
      }
    } catch (thrown) {
      if (!(thrown instanceof FrameError || thrown instanceof MessageError)) throw thrown;
      this.#answer = { type: 'unreadable', reason: thrown.message };
      this.kill('answer');
    }
  }

  #accept(message: VisitMessage): void {
    switch (message.type) {
      case 'starts':
        this.#start = { size: message.size, threads: message.threads };
        return;
      case 'finished':
        this.#conclude(message);
        return;
      case 'unusable':
        this.#conclude({
          type: 'unusable',
          error: new UserError(message.exit_code, message.parts),
        });
    }
  }

  #conclude(answer: Answer): void {
    this.#answer = answer;
    this.#inAWhile(() => {
      this.kill('answer');
    });
  }

  #inAWhile(act: () => void): void {
    clearTimeout(this.#linger);
    this.#linger = setTimeout(act, LINGER_MS);
  }
}

function start(order: AnyOrder, { node, entry, execArgv }: ProcessOptions): ChildProcess {
  try {
    return spawn(node, [...execArgv, entry], { stdio: [...STDIO], windowsHide: true });
  } catch (thrown) {
    throw cannotStart(order, thrown);
  }
}

/** None where the process could not be started for want of file descriptors, whatever Node's types say. */
function streamsOf(child: ChildProcess): readonly (Readable | Writable | null | undefined)[] {
  return (child as { stdio?: ChildProcess['stdio'] }).stdio ?? [];
}

function cannotStart({ visit }: AnyOrder, thrown: unknown): UserError {
  const what = `cannot start a process (${messageOf(thrown)})`;
  const remedy = 'free processes or memory and resume, or use --isolate none';
  return new UserError(EXIT.resources, { what, where: visitIdOf(visit), remedy }, thrown);
}

function risenBy(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : after - before;
}
