import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readProcessStart } from '../../../src/metrics/process-start.js';
import { createMemoryStore } from '../../../src/sessions/memory/memory-store.js';
import { ourLiveness } from '../../../src/sessions/process-lookup.js';
import { readBootId } from '../../../src/sessions/session-clock.js';
import type { HolderProcess } from '../../../src/sessions/scenarios/harness.js';
import { deadSessionLeaseReclaim } from '../../../src/sessions/scenarios/named/dead-session-lease-reclaim.js';

async function startProcess(): Promise<HolderProcess> {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
  await once(child, 'spawn');
  const end = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(end);
  const pid = child.pid ?? 0;
  const [host, boot_id, started] = [hostname(), readBootId(), readProcessStart(pid) ?? ''];
  return { liveness: { type: 'local_process', host, boot_id, pid, started }, end };
}

describe.skipIf(ourLiveness().type === 'opaque')(
  'a store with the clock and the processes of the system',
  () => {
    it('sees holders live, and then sees them dead', async () => {
      const harness = { store: createMemoryStore(), startProcess };
      await expect(deadSessionLeaseReclaim.scenario.run(harness)).resolves.toBe(undefined);
    });

    it('is seen to fail where a holder does not die', async () => {
      const immortal = async (): Promise<HolderProcess> => {
        const { liveness } = await startProcess();
        return { liveness, end: () => undefined };
      };
      const harness = { store: createMemoryStore(), startProcess: immortal };
      const ran = deadSessionLeaseReclaim.scenario.run(harness);
      await expect(ran).rejects.toThrow('expected to reclaim from a dead holder');
    });
  },
);
