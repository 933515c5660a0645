// `--expect lww=pass`: overrides of what strategies declare of themselves.

import type { Expectation, Expectations } from '../coordinator/exit.js';
import type { Study } from '../coordinator/study.js';
import { referenceName } from '../coordinator/study.js';
import { requireName } from './names.js';
import { badFlag, parseList } from './numbers.js';

/**
 * A name that is not in the study would change nothing, so it is refused; a plug-in is asked for its name
 * only when it is loaded, so where there is one any name may be its.
 * @throws UserError (exit 64) for anything but `name=pass` and `name=fail`.
 */
export function parseExpectations(
  text: string | undefined,
  strategies: Study['strategies'],
): Expectations {
  if (text === undefined) return new Map();
  const names = strategies.map(referenceName);
  const hasPlugin = strategies.some(({ type }) => type === 'plugin');
  const expectations = new Map<string, Expectation>();
  for (const entry of parseList('expect', text)) {
    const [name, expectation] = parseOne(entry);
    if (expectations.has(name)) throw badFlag('expect', text, `give ${name} once`);
    expectations.set(
      hasPlugin ? name : requireName('strategy in --expect', name, names),
      expectation,
    );
  }
  return expectations;
}

function parseOne(entry: string): readonly [string, Expectation] {
  const [, name, expectation] = /^([^=]+)=(pass|fail)$/.exec(entry) ?? [];
  if (name !== undefined && (expectation === 'pass' || expectation === 'fail'))
    return [name, expectation];
  throw badFlag('expect', entry, 'write it as strategy=pass or strategy=fail');
}
