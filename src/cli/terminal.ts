// What the terminal can show, and a line of progress where there is someone to see it.

import type { TextOptions } from '../results/table.js';

/** Colour only for a terminal that wants it (https://no-color.org); a width only where there is one. */
export function textOptionsFor(stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>): TextOptions {
  const isTty = stream.isTTY;
  const { NO_COLOR, TERM } = process.env;
  const colourful = isTty && !NO_COLOR && TERM !== 'dumb';
  // A terminal that does not know its width says 0.
  return { colour: colourful ? 'ansi' : 'none', width: (isTty && stream.columns) || null };
}

const USUAL_COLUMNS = 80;

export type Volume = 'quiet' | 'normal';

export interface Progress {
  /** `plain` where there is nobody to see a line that is rewritten. */
  readonly type: 'live' | 'plain';
  show(text: string): void;
  /** Takes the line away again. */
  clear(): void;
}

/** One line on stderr, rewritten in place; nothing where stderr is no terminal or `volume` is quiet. */
export function createProgress(volume: Volume): Progress {
  const { stderr } = process;
  if (volume === 'quiet' || !stderr.isTTY || process.env['TERM'] === 'dumb') {
    return { type: 'plain', show: () => undefined, clear: () => undefined };
  }
  const clear = (): void => {
    stderr.write('\r\u001b[K');
  };
  return {
    type: 'live',
    show: (text) => {
      clear();
      stderr.write(text.slice(0, (stderr.columns || USUAL_COLUMNS) - 1));
    },
    clear,
  };
}
