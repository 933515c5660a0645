import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readLogBytes } from '../../src/workloads/log-bytes.js';
import { collect, createLogFolder } from './log-files.js';

const folder = createLogFolder();
const text = 'one\ntwo\n'.repeat(50_000);

async function contentOf(file: string, limit_bytes = 10_000_000): Promise<string> {
  return Buffer.concat(await collect(readLogBytes(file, limit_bytes))).toString();
}

describe('readLogBytes', () => {
  it('reads plain text and gzip alike, whatever the file is called', async () => {
    const plain = folder.write('plain.jsonl.gz', text);
    const zipped = folder.write('zipped.jsonl', gzipSync(text));
    expect(await contentOf(plain)).toBe(text);
    expect(await contentOf(zipped)).toBe(text);
  });

  it('reads gzip files that were joined end to end', async () => {
    const joined = Buffer.concat([gzipSync('one\n'), gzipSync('two\n')]);
    expect(await contentOf(folder.write('joined.gz', joined))).toBe('one\ntwo\n');
  });

  it.each([
    ['nothing', ''],
    ['a single byte', '1'],
    ['two bytes', '{}'],
  ])('reads a file of %s', async (_, content) => {
    expect(await contentOf(folder.write('short', content))).toBe(content);
  });

  it('stops at the limit, which counts bytes after decompression', async () => {
    const bomb = folder.write('bomb.gz', gzipSync(Buffer.alloc(10_000_000)));
    await expect(contentOf(bomb, 9_999_999)).rejects.toMatchObject({
      line: null,
      message: 'the log holds more than 9999999 bytes; split it',
    });
    expect(await contentOf(bomb, 10_000_000)).toHaveLength(10_000_000);
  });

  it('can be left before the end', async () => {
    const zipped = folder.write('left.gz', gzipSync(text));
    for await (const chunk of readLogBytes(zipped, 10_000_000)) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
  });
});
