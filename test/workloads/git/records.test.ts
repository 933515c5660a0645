import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NUL, splitRecords } from '../../../src/workloads/git/records.js';
import { collect } from '../log-files.js';

/** The text in chunks of these lengths, over and over. */
// eslint-disable-next-line @typescript-eslint/require-await -- a stream is asynchronous
async function* chunksOf(bytes: Buffer, lengths: readonly number[]): AsyncGenerator<Buffer> {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const end = at + (lengths[turn % lengths.length] ?? 1);
    yield bytes.subarray(at, end);
    at = end;
  }
}

async function recordsOf(
  bytes: Buffer,
  lengths: readonly number[],
  limit = 100,
): Promise<string[]> {
  const batches = await collect(splitRecords(chunksOf(bytes, lengths), NUL, limit));
  return batches.flat().map(String);
}

describe('splitRecords', () => {
  it('cuts at every separator, wherever chunks end', async () => {
    const record = fc.string({ maxLength: 8 }).map((text) => text.replaceAll('\0', '0'));
    const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(fc.array(record), lengths, async (records, sizes) => {
        const bytes = Buffer.from(records.map((text) => `${text}\0`).join(''));
        expect(await recordsOf(bytes, sizes)).toEqual(records);
      }),
    );
  });

  it('takes what follows the last separator for no record', async () => {
    expect(await recordsOf(Buffer.from('a\0b\0rest'), [3])).toEqual(['a', 'b']);
  });

  it.each([[1], [100]])(
    'refuses a record beyond its limit, in chunks of %d bytes',
    async (length) => {
      const at = recordsOf(Buffer.from('12345\0'), [length], 5);
      await expect(at).resolves.toEqual(['12345']);
      const beyond = recordsOf(Buffer.from('123456\0'), [length], 5);
      await expect(beyond).rejects.toMatchObject({ exit_code: 64 });
    },
  );
});
