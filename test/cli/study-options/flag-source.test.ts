// How flags quote what is wrong with them.

import { describe, expect, it } from 'vitest';
import { studyFromFlags } from '../../../src/cli/study-options.js';
import { refusalBy } from '../support/study-files.js';

function refusalOfRun(flags: Readonly<Record<string, string>>) {
  return refusalBy(() => studyFromFlags('run', flags, 'refuse'));
}

describe('a list of fault mixes', () => {
  it('is quoted by its own entries, which have commas', () => {
    expect(refusalOfRun({ faults: 'drop=10%,delay=5%;none;none' })?.[1]).toContain(
      '"none": give "none" once',
    );
    expect(refusalOfRun({ faults: 'drop=10%;dorp=10%,delay=5%' })?.[1]).toContain(
      '"dorp=10%,delay=5%": "dorp" is no fault, did you mean drop?',
    );
  });
});
