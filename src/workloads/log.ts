// Replays a recorded history: a file of JSON Lines, one write a line, plain or gzip.

import { EXIT, UserError } from '../model/problem.js';
import type { Workload } from './workload.js';

export const log: Workload = {
  name: 'log',
  summary: 'replays a recorded write log (--log FILE, JSON Lines, plain or gzip)',
  agents: 'given',
  settings: ['log_file'],
  lay: async ({ log_file }) => {
    if (log_file === null) throw noLogNamed();
    // Only a study of a log pays for loading what reads one: its schemas take longer than all other workloads.
    const { readLogScript } = await import('./log-script.js');
    return readLogScript(log_file);
  },
};

function noLogNamed(): UserError {
  return new UserError(EXIT.usage, {
    what: 'no write log given',
    where: '--workload log',
    remedy: 'name one with --log FILE',
  });
}
