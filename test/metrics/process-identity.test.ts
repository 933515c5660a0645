import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { isDead, ourProcess } from '../../src/metrics/process-identity.js';

describe('the identity of a process', () => {
  it('is that of one that lives, for this one', () => {
    expect(isDead(ourProcess())).toBe(false);
  });

  it('is that of a dead one where the process has ended', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    expect(isDead({ ...ourProcess(), pid })).toBe(true);
  });

  it('is that of a dead one where another process has its id now', () => {
    expect(isDead({ ...ourProcess(), started: 'long ago' })).toBe(true);
  });

  it('says nothing certain of another machine', () => {
    expect(isDead({ ...ourProcess(), host: 'elsewhere', started: 'long ago' })).toBe(false);
  });
});
