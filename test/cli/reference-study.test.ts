import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { analyseStudy } from '../../src/results/analysis/analyse.js';
import { resolveStudyFolder } from '../../src/results/study/folder.js';
import { readRecords } from '../../src/results/study/read-study.js';
import { mergestorm } from './support/mergestorm.js';

const REFERENCE = fileURLToPath(new URL('../../bench-results/reference', import.meta.url));

describe('the reference study of the repository', () => {
  it('is whole, and every cell of it as expected', () => {
    const { manifest, records, notices } = readRecords(resolveStudyFolder(REFERENCE));
    const { cells, headline } = analyseStudy(manifest, records);
    expect(notices).toEqual([]);
    expect(records).toHaveLength(cells.length * manifest.study.runs);
    expect(new Set(cells.map(({ standing }) => standing))).toEqual(new Set(['valid', 'baseline']));
    expect(headline.verdict).toBe('PASS');
  });

  it('is judged today as it was judged when it was executed', async () => {
    const { code, stdout } = await mergestorm(['analyze', REFERENCE]);
    expect(code).toBe(0);
    expect(stdout).toContain('every judgement is as stored');
  });
});
