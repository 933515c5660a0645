import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readHistoryFile } from '../../../src/cli/sessions-race/history-file.js';

describe('reading a history', () => {
  it('refuses a pipe at once, for it may never end', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mergestorm-pipe-'));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(() => readHistoryFile(pipe)).toThrow('it is no file');
  });

  it('refuses a folder', () => {
    expect(() => readHistoryFile(tmpdir())).toThrow('it is no file');
  });
});
