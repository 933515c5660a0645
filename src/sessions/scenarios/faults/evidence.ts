// How the tests of the session store are named in the matrix: by the file, and as they are called when they run. Some
// are made from a table; what varies in their names is then all that is given.

import type { NamedTest } from './fault-row.js';

/** Tests of a file below `test/sessions/`. */
export function testsIn(file: string): (test: string) => NamedTest {
  return (test) => ({ file: `test/sessions/${file}`, test });
}

/** A sentence of the conformance suite, held on both stores. */
export const conformance = testsIn('conformance/conformance.test.ts');

/** A scenario, run on both stores. */
export const scenarioTest = testsIn('scenarios/registered.test.ts');

/** A planted bug, found by exploring interleavings. */
export function plantFound(name: string): NamedTest {
  return testsIn('plants/plants.test.ts')(`a store that ${name}`);
}

/** A file that is not opened. */
export function fileRefused(name: string, code: string): NamedTest {
  const test = `${name} is refused as ${code} and stays as it is`;
  return testsIn('sqlite/opening.test.ts')(test);
}
