// What the tests of a file are called when they run: the titles that stand in it, and, where a title is a pattern,
// what its table makes of it.

import { existsSync, readFileSync } from 'node:fs';
import { conformanceCases } from '../../../../src/sessions/conformance/registry.js';
import { PLANTS } from '../../../../src/sessions/plants/registry.js';
import type { NamedTest } from '../../../../src/sessions/scenarios/faults/fault-row.js';
import { SCENARIO_NAMES } from '../../../../src/sessions/scenarios/registry.js';
import { REFUSED_FILES } from '../../sqlite/support/refused-files.js';

const ROOT = new URL('../../../../', import.meta.url);
const TITLE =
  /\b(?:describe|it)\b[^'"`]*?\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`([^`]*)`)/g;
const EACH_TITLE = /\)\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`([^`]*)`)/g;

const TABLES: Readonly<Record<string, readonly string[]>> = {
  'test/sessions/conformance/conformance.test.ts': conformanceCases.map(({ name }) => name),
  'test/sessions/plants/plants.test.ts': PLANTS.map(({ name }) => `a store that ${name}`),
  'test/sessions/scenarios/registered.test.ts': SCENARIO_NAMES,
  'test/sessions/sqlite/opening.test.ts': REFUSED_FILES.map(
    ({ name, code }) => `${name} is refused as ${code} and stays as it is`,
  ),
};

/** What must not be named: a test that does not run, or keeps the others from it. */
const IDLE = /\.(?:skip|todo|only|fails)\(/;
/** As many characters around what varies as tell one pattern from another. */
const TELLING = 12;

/** Whether a test of that name runs in that file. */
export function hasTest({ file, test }: NamedTest): boolean {
  const path = new URL(file, ROOT);
  if (!existsSync(path)) return false;
  const source = readFileSync(path, 'utf8');
  if (IDLE.test(source)) return false;
  const titles = titlesIn(source);
  return [...titles, ...(TABLES[file] ?? [])].includes(test) || titles.some(isMadeBy(test));
}

function titlesIn(source: string): readonly string[] {
  const matches = [...source.matchAll(TITLE), ...source.matchAll(EACH_TITLE)];
  return matches.map(([, single, double, template]) =>
    (single ?? double ?? template ?? '').replaceAll('\\', ''),
  );
}

/** By a title with a place for something: `in %s answers as the model does`. */
function isMadeBy(test: string): (title: string) => boolean {
  return (title) => {
    const parts = title.split(/%[sij]/);
    if (parts.length < 2 || parts.join('').length < TELLING) return false;
    const [first = '', last = ''] = [parts[0], parts.at(-1)];
    return test.length > title.length - 2 && test.startsWith(first) && test.endsWith(last);
  };
}
