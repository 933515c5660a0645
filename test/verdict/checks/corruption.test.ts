import { describe, expect, it } from 'vitest';
import type { DetectionCounts } from '../../../src/model/detection.js';
import { CLEAN_MERGE, findingOf, flawless } from '../builders.js';

function findingFor(counts: Partial<DetectionCounts>) {
  const detection = {
    damaged_count: 8,
    detected_count: 0,
    changed_and_thrown_count: 0,
    silently_changed_count: 0,
    ...counts,
  };
  return findingOf(flawless(CLEAN_MERGE, { detection }), 'corruption');
}

describe('the corruption check', () => {
  it('passes behind envelopes, where nothing was damaged, and where nothing changed', () => {
    expect(findingOf(flawless(CLEAN_MERGE), 'corruption')?.verdict).toBe('PASS');
    expect(findingFor({ damaged_count: 0 })?.verdict).toBe('PASS');
    expect(findingFor({ detected_count: 5 })?.verdict).toBe('PASS');
  });

  it('fails an engine that takes damaged bytes without a word, with the rate', () => {
    expect(findingFor({ detected_count: 7, silently_changed_count: 1 })).toMatchObject({
      verdict: 'FAIL',
      reasons: ['1 of 8 damaged blobs changed state without an error (12.5 %)'],
    });
  });

  it('fails an engine that throws too late', () => {
    expect(findingFor({ detected_count: 8, changed_and_thrown_count: 2 })).toMatchObject({
      verdict: 'FAIL',
      reasons: ['2 of 8 damaged blobs changed state and then threw (25.0 %)'],
    });
  });
});
