import { describe, expect, it } from 'vitest';
import type { AppendingFile } from '../../../src/langgraph/disk/files.js';
import { UpdateLog } from '../../../src/langgraph/disk/update-log.js';

function fileInMemory(path: string): AppendingFile & { text: string } {
  return {
    path,
    text: '',
    append(bytes) {
      this.text += Buffer.from(bytes).toString('latin1');
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}

const part = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a log that goes on in another file', () => {
  it('has there all that was appended after, and nothing that was before', async () => {
    const [old, next] = [fileInMemory('old'), fileInMemory('next')];
    const log = new UpdateLog({ file: old, frames: 0 });
    void log.append(part('before'));
    const rotated = log.rotate(() => Promise.resolve(next));
    void log.append(part('after'));
    await rotated;
    await log.flushed();
    expect([old.text.includes('before'), old.text.includes('after')]).toEqual([true, false]);
    expect([next.text.includes('before'), next.text.includes('after')]).toEqual([false, true]);
  });
});
