// What a strategy whose agents share a store is refused before a study begins.

import { describe, expect, it } from 'vitest';
import { configurationFrom, studyFromFlags } from '../../../src/cli/study-options.js';
import { refusalBy } from '../support/study-files.js';

function refusalOfRun(flags: Readonly<Record<string, string>>) {
  return refusalBy(() => studyFromFlags('run', flags, 'refuse'));
}

describe('what agents that share a store cannot be asked for', () => {
  it.each([
    [
      { exchange: 'batch,racing' },
      '--exchange "batch,racing": "racing": leave racing out, or leased',
    ],
    [{ faults: 'drop=10%;crash=10%' }, '--faults "drop=10%;crash=10%": "crash=10%": leave crash='],
    [{ faults: 'swarm' }, '--faults "swarm": leave swarm out, or leased out of --strategy'],
  ])('is refused before anything starts: %j', (flags, message) => {
    const [code, text] = refusalOfRun({ strategy: 'lww,leased', ...flags }) ?? [];
    expect(code).toBe(64);
    expect(text).toContain(`bad value: ${message}`);
    expect(refusalOfRun({ strategy: 'lww,crdt', ...flags })).toBeNull();
  });

  it('is left to each cell where a stored study goes on that has it', () => {
    const stored = configurationFrom({ strategy: 'leased' }, undefined);
    const older = { ...stored, exchanges: ['racing' as const] };
    expect(configurationFrom({}, undefined, older).exchanges).toEqual(['racing']);
  });
});
