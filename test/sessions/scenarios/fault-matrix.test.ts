import { describe, expect, it } from 'vitest';
import { PLANTS } from '../../../src/sessions/plants/registry.js';
import type { FaultRow } from '../../../src/sessions/scenarios/faults/fault-row.js';
import { faultsOf } from '../../../src/sessions/scenarios/faults/fault-row.js';
import { FAULT_MATRIX } from '../../../src/sessions/scenarios/faults/matrix.js';
import { SCENARIO_NAMES } from '../../../src/sessions/scenarios/registry.js';
import { hasTest } from './support/test-titles.js';

function testsNamedIn(rows: readonly FaultRow[]) {
  return rows.flatMap((row) => (row.type === 'shown' ? row.by : []));
}

/** Named tests that no file has. */
function missingIn(rows: readonly FaultRow[]): readonly string[] {
  return testsNamedIn(rows)
    .filter((test) => !hasTest(test))
    .map(({ file, test }) => `${file}: ${test}`);
}

describe('the fault matrix', () => {
  it('names tests that exist and run', () => {
    expect(missingIn(FAULT_MATRIX)).toEqual([]);
  });

  it('is found to name one that does not exist, in a file that does or does not', () => {
    const file = 'test/sessions/scenarios/fault-matrix.test.ts';
    const rows = faultsOf('a', [
      ['shown here', { file, test: 'names tests that exist and run' }],
      ['not here', { file, test: 'names tests that exist and ru' }],
      ['nowhere', { file: 'test/nowhere.test.ts', test: 'names tests that exist and run' }],
    ]);
    expect(missingIn(rows)).toEqual([
      `${file}: names tests that exist and ru`,
      'test/nowhere.test.ts: names tests that exist and run',
    ]);
  });

  it('says of every fault what shows it, or why nothing does', () => {
    for (const row of FAULT_MATRIX) {
      const said = row.type === 'shown' ? row.by.length : row.reason.length;
      expect([row.fault, said]).not.toEqual([row.fault, 0]);
    }
  });

  it('lists each fault once', () => {
    const faults = FAULT_MATRIX.map(({ fault }) => fault);
    expect(new Set(faults).size).toBe(faults.length);
  });

  it('has every planted bug and every scenario', () => {
    const named = testsNamedIn(FAULT_MATRIX).map(({ test }) => test);
    for (const { name } of PLANTS) expect(named).toContain(`a store that ${name}`);
    const drains = ['command-only queue drain'];
    for (const name of SCENARIO_NAMES.filter((name) => !drains.includes(name)))
      expect(named).toContain(name);
  });
});
