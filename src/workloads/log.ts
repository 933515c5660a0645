// Replays a recorded history: a file of JSON Lines, one write a line, plain or gzip. Rounds without
// writes are left out, so rounds 3, 7 and 9 of a log are rounds 0, 1 and 2 of the script.

import { EXIT, UserError } from '../model/problem.js';
import type { Script } from '../model/script.js';
import { readLogBytes } from './log-bytes.js';
import { parseLogLine } from './log-entry.js';
import { LogFault, userErrorOf } from './log-fault.js';
import { LogHistory } from './log-history.js';
import { splitLines } from './log-lines.js';
import type { Workload } from './workload.js';

/** What a log may hold; it comes from anywhere, and a few kilobytes of gzip can unfold to terabytes. */
const LIMITS = {
  bytes: 2 * 1024 ** 3,
  line_bytes: 1024 ** 2,
  agents: 1_000_000,
  turns: 10_000_000,
} as const;

export const log: Workload = {
  name: 'log',
  summary: 'replays a recorded write log (--log FILE, JSON Lines, plain or gzip)',
  agents: 'given',
  lay: async ({ log_file }) => {
    if (log_file === null) throw noLogNamed();
    try {
      return await readLog(log_file);
    } catch (thrown) {
      throw thrown instanceof LogFault ? userErrorOf(thrown, log_file) : thrown;
    }
  },
};

async function readLog(file: string): Promise<Script> {
  const history = new LogHistory(LIMITS);
  for await (const line of splitLines(readLogBytes(file, LIMITS.bytes), LIMITS.line_bytes)) {
    history.add(parseLogLine(line));
  }
  return history.toScript();
}

function noLogNamed(): UserError {
  return new UserError(EXIT.usage, {
    what: 'no write log given',
    where: '--workload log',
    remedy: 'name one with --log FILE',
  });
}
