// What a WebAssembly engine says as it breaks. An engine written in Rust traps where it panics, and what is
// thrown then says `unreachable` and no more. What went wrong it has said just before, with a stack trace, to
// console.error. While commands are carried out that is heard instead of printed: it belongs in the record, and
// a study of many such repetitions would fill a terminal with it. All else goes where it went.

import { messageOf } from '../model/problem.js';

export interface PanicListener {
  /** All that the first panic said since listening began; null where there was none. */
  readonly heard: () => string | null;
  readonly close: () => void;
}

/** Engines look for it when they speak, so that another function may take the place of its own. */
const spoken: Pick<Console, 'error'> = globalThis.console;

const PANIC = /^(?:thread '.*' )?panicked at /;

/** One per thread, as its console is; commands of several shards may be under way in one. */
class Ear {
  #listeners = 0;
  #said: string | null = null;
  #print = spoken.error;

  listen(): PanicListener {
    if (this.#listeners === 0) this.#open();
    this.#listeners += 1;
    return {
      heard: () => this.#said,
      close: () => {
        this.#listeners -= 1;
        if (this.#listeners === 0) this.#close();
      },
    };
  }

  #open(): void {
    this.#said = null;
    this.#print = spoken.error;
    spoken.error = this.#hear;
  }

  /** Whoever has put something else there meanwhile has the last word. */
  #close(): void {
    if (spoken.error === this.#hear) spoken.error = this.#print;
  }

  readonly #hear = (...said: unknown[]): void => {
    const [text] = said;
    if (typeof text === 'string' && PANIC.test(text)) this.#said ??= text;
    else this.#print(...said);
  };
}

const ear = new Ear();

export function listenForPanics(): PanicListener {
  return ear.listen();
}

/**
 * What was thrown, in words. A trap says nothing of its own; an error that was made of one says where it happened.
 * @param said what a panic said; null where there was none
 */
export function explain(thrown: unknown, said: string | null): string {
  if (said === null) return messageOf(thrown);
  const is_trap = thrown instanceof Error && thrown.name === 'RuntimeError';
  return is_trap ? panicReason(said) : `${messageOf(thrown)}: ${panicReason(said)}`;
}

/** What it says before its stack trace, on one line. */
function panicReason(said: string): string {
  const [reason = ''] = said.split(/\n\s*\n/, 1);
  return reason.replace(/\s*\n\s*/g, ' ').trim();
}
