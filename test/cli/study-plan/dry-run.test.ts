import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { mergestorm, temporaryFolder } from '../support/mergestorm.js';
import { writeStudyFile } from '../support/study-files.js';

const QUICK = fileURLToPath(new URL('../../../examples/quick.yaml', import.meta.url));

describe('study --dry-run', () => {
  it('prints the plan of a file under flags, and creates nothing', async () => {
    const out = join(temporaryFolder(), 'new');
    const words = ['study', QUICK, '--dry-run', '--runs', '1', '--out', out];
    const { code, stdout, stderr } = await mergestorm(words);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^study quick: 9 cells x 1 repetition = 9 visits, .*in one process\n/);
    expect(existsSync(out)).toBe(false);
  });

  it('prints it as JSON and nothing else where that is asked for', async () => {
    const { code, stdout, stderr } = await mergestorm(['study', QUICK, '--dry-run', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ study: { study: 'quick', runs: 3 }, visits: 27 });
  });

  it('refuses a bad file in one line that names the place', async () => {
    const { path } = writeStudyFile('agents: [2, 4]\nrnus: 3\n');
    const { code, stdout, stderr } = await mergestorm(['study', path, '--dry-run']);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toBe(
      `mergestorm: bad study file: ${path}:2:1: rnus: unknown key, did you mean runs?\n`,
    );
  });
});
