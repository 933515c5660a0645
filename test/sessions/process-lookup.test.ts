import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ourLiveness, systemProcesses } from '../../src/sessions/process-lookup.js';
import type { Liveness, Owner } from '../../src/sessions/terms.js';

const here = ourLiveness();
const processes = systemProcesses();

function isDead(liveness: Liveness): boolean {
  const owner: Owner = { owner_id: 'ada', incarnation_id: 'ada-1', liveness };
  return processes.isDefinitelyDead(owner);
}

describe.skipIf(here.type === 'opaque')('a holder that is a process', () => {
  const local = here as Extract<Liveness, { type: 'local_process' }>;
  const { pid } = spawnSync(process.execPath, ['-e', '']);

  it('lives while its process does', () => {
    expect(isDead(local)).toBe(false);
  });

  it('is dead once there is no process of its number', () => {
    expect(isDead({ ...local, pid })).toBe(true);
  });

  it('is dead where its number belongs to a process that started at another time', () => {
    expect(isDead({ ...local, started: 'long ago' })).toBe(true);
  });

  it.each([
    ['host', { host: 'elsewhere' }],
    ['boot', { boot_id: 'another' }],
  ])('is not known to be dead on another %s', (_, change) => {
    expect(isDead({ ...local, pid, ...change })).toBe(false);
  });
});

describe('a holder of whom nothing is known', () => {
  it('is never known to be dead', () => {
    expect(isDead({ type: 'opaque' })).toBe(false);
  });
});
