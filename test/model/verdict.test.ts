import { describe, expect, it } from 'vitest';
import { worstVerdict } from '../../src/model/verdict.js';

describe('worstVerdict', () => {
  it('ranks FAIL over UNKNOWN over PASS, in any order', () => {
    expect(worstVerdict(['PASS', 'PASS'])).toBe('PASS');
    expect(worstVerdict(['UNKNOWN', 'PASS'])).toBe('UNKNOWN');
    expect(worstVerdict(['PASS', 'FAIL', 'UNKNOWN'])).toBe('FAIL');
  });

  it('is UNKNOWN where nothing was checked', () => {
    expect(worstVerdict([])).toBe('UNKNOWN');
  });
});
