import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const EXAMPLE = fileURLToPath(new URL('../../../examples/langgraph.mjs', import.meta.url));

describe('examples/langgraph.mjs', () => {
  it('merges what merges, asks about the rest, and shows the decision', async () => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [EXAMPLE]);
    const [merged, asked, decided] = stdout
      .split('\n')
      .map((line) => line.slice('merged: '.length));
    expect(stderr).toBe('');
    expect(JSON.parse(merged ?? '')).toEqual({
      tags: expect.arrayContaining(['sourced', 'doubted']) as unknown,
      notes: expect.stringMatching(/^(?=.*Three sources\. )(?=.*Two doubts\. ).{27}$/) as unknown,
      status: {
        $escalated: [
          { by: 'critic', value: 'rejected' },
          { by: 'researcher', value: 'draft' },
        ],
      },
    });
    expect(asked).toMatch(/project\/review\/status = rejected by critic \| draft by researcher$/);
    expect(decided).toMatch(/rejected$/);
  });
});
