// Dials of the workload `mixed` that cannot both do what they say.

import { describe, expect, it } from 'vitest';
import { studyFromFlags } from '../../../src/cli/study-options.js';
import { configurationOf, refusalBy, refusalOf } from '../support/study-files.js';

function refusalOfRun(flags: Readonly<Record<string, string>>) {
  return refusalBy(() => studyFromFlags('run', flags, 'refuse'));
}

describe('dials of which one would override the other', () => {
  it.each([
    [
      { mergeable: '0.9', 'conflict-share': '0.5' },
      '--mergeable "0.9": give less: with --conflict-share 0.5',
    ],
    [{ skew: '2', 'hot-fields': '1' }, '--skew "2": leave it out: --hot-fields replaces it'],
  ])('are refused together: %j', (dials, message) => {
    expect(refusalOfRun({ workload: 'mixed', ...dials })).toEqual([
      64,
      expect.stringContaining(`bad value: ${message}`),
    ]);
  });

  it('are refused across file and flags, at the one that wins', () => {
    const file = 'mixed: { conflict_share: 0.5, hot_fields: 2 }';
    expect(refusalOf(file, { mergeable: '0.9' })?.[1]).toContain('--mergeable "0.9": give less');
    expect(refusalOf(file, { skew: '2' })?.[1]).toContain('--skew "2": leave it out');
  });

  it('may fill the whole together, and hot fields may replace the skew of a file', () => {
    const flags = { workload: 'mixed', mergeable: '0.3', 'conflict-share': '0.7' };
    expect(refusalOfRun(flags)).toBeNull();
    expect(
      configurationOf('mixed: { field_skew: 2 }', { 'hot-fields': '1' }).mixed.hot_fields,
    ).toBe(1);
  });
});
