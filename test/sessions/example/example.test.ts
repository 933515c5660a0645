import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const EXAMPLE = fileURLToPath(new URL('../../../examples/sessions.mjs', import.meta.url));

describe('examples/sessions.mjs', () => {
  it('takes over from a worker that died, and refuses what that one says later', async () => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [EXAMPLE]);
    expect(stderr).toBe('');
    expect(stdout.trimEnd().split('\n')).toEqual([
      'first holds fence 1 and work 1',
      'second is told: busy held by first',
      'second reclaims with fence 2',
      'first commits late: LeaseExpired',
      'second commits revision 1 with work 1',
      'state: {"by":"second"}',
    ]);
  });
});
