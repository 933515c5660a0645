// Which holders certainly live no more: only processes of this host and boot can be looked up at all.

import { hostname } from 'node:os';
import { isDead } from '../metrics/process-identity.js';
import { readProcessStart } from '../metrics/process-start.js';
import type { ProcessLookup } from './operation.js';
import { readBootId } from './session-clock.js';
import type { Liveness, Owner } from './terms.js';

/** Asks this system. */
export function systemProcesses(): ProcessLookup {
  const here = { host: hostname(), boot_id: readBootId() };
  return {
    isDefinitelyDead: ({ liveness }: Owner) => {
      if (liveness.type === 'opaque') return false;
      const { host, boot_id, pid, started } = liveness;
      if (host !== here.host || boot_id !== here.boot_id) return false;
      return isDead({ pid, host, started });
    },
  };
}

/** How this process is told from others; opaque where the system does not say when it was started. */
export function ourLiveness(): Liveness {
  const started = readProcessStart(process.pid);
  if (started === null) return { type: 'opaque' };
  const [host, boot_id] = [hostname(), readBootId()];
  return { type: 'local_process', host, boot_id, pid: process.pid, started };
}
