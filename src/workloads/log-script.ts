// From the file of a write log to the script it recorded. Rounds without writes are left out, so rounds 3, 7
// and 9 of a log are rounds 0, 1 and 2 of the script.

import type { Script } from '../model/script.js';
import { readLogBytes } from './log-bytes.js';
import { parseLogLine } from './log-entry.js';
import { LogFault, userErrorOf } from './log-fault.js';
import { LogHistory } from './log-history.js';
import { splitLines } from './log-lines.js';

/** What a log may hold; it comes from anywhere, and a few kilobytes of gzip can unfold to terabytes. */
const LIMITS = {
  bytes: 2 * 1024 ** 3,
  line_bytes: 1024 ** 2,
  agents: 1_000_000,
  turns: 10_000_000,
} as const;

/** @throws UserError (exit 64 or 66) where the log cannot be read or is malformed. */
export async function readLogScript(file: string): Promise<Script> {
  try {
    return await readScript(file);
  } catch (thrown) {
    throw thrown instanceof LogFault ? userErrorOf(thrown, file) : thrown;
  }
}

async function readScript(file: string): Promise<Script> {
  const history = new LogHistory(LIMITS);
  for await (const line of splitLines(readLogBytes(file, LIMITS.bytes), LIMITS.line_bytes)) {
    history.add(parseLogLine(line));
  }
  return history.toScript();
}
