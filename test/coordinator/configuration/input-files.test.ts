import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { digestInputs } from '../../../src/coordinator/configuration/input-files.js';
import { buildStudy } from '../../support/study.js';

function writeFile(name: string, content: string | Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'mergestorm-inputs-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const plugin = (path: string) => ({ type: 'plugin', url: pathToFileURL(path).href }) as const;
const sha256 = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('hex');

describe('the files that a study is given', () => {
  it('are none where it names none', () => {
    expect(digestInputs(buildStudy())).toEqual([]);
  });

  it('are its log and its modules, by content, each once', () => {
    const log = writeFile('log.jsonl', 'one\n');
    const module = writeFile('own strategy.mjs', 'export {}');
    const study = buildStudy({
      strategies: [{ type: 'built_in', name: 'lww' }, plugin(module)],
      model: plugin(module),
      log_file: log,
    });
    expect(digestInputs(study)).toEqual([
      { path: log, sha256: sha256('one\n') },
      { path: module, sha256: sha256('export {}') },
    ]);
  });

  it('may be larger than what is read at once', () => {
    const content = Buffer.alloc(2_500_000, 'abc');
    const [file] = digestInputs(buildStudy({ log_file: writeFile('log', content) }));
    expect(file?.sha256).toBe(sha256(content));
  });

  it('end a study with exit code 66 where they are not there', () => {
    expect(() => digestInputs(buildStudy({ log_file: '/no/such\u001b.jsonl' }))).toThrow(
      expect.objectContaining({
        exit_code: 66,
        message: expect.stringMatching(
          /^input cannot be read: \/no\/such\\u001b\.jsonl: ENOENT/,
        ) as string,
      }) as Error,
    );
  });
});
