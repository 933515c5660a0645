// `--expect lww=pass`: overrides of what strategies declare of themselves.

import type { Expectation, Expectations } from '../coordinator/exit.js';
import type { Study } from '../coordinator/study.js';
import { referenceName } from '../coordinator/study.js';
import { requireName } from './names.js';
import { badFlag } from './numbers.js';

/**
 * A name that is not in the study would change nothing, so it is refused; a plug-in is asked for its name
 * only when it is loaded, so where there is one any name may be its.
 * @throws UserError (exit 64) for anything but `name=pass` and `name=fail`.
 */
export function parseExpectations(
  text: string | undefined,
  strategies: Study['strategies'],
): Expectations {
  const expectations =
    text === undefined ? new Map<string, Expectation>() : readExpectations(text, 'expect');
  const hasPlugin = strategies.some(({ type }) => type === 'plugin');
  if (hasPlugin) return expectations;
  const names = strategies.map(referenceName);
  for (const name of expectations.keys()) requireName('strategy in --expect', name, names);
  return expectations;
}

/** What `lww=pass,crdt=fail` says. @throws UserError (exit 64) where it is written in another way. */
export function readExpectations(text: string, flag: string): Map<string, Expectation> {
  const expectations = new Map<string, Expectation>();
  for (const entry of text.split(',').map((part) => part.trim())) {
    const [name, expectation] = parseOne(entry, flag);
    if (expectations.has(name)) throw badFlag(flag, text, `give ${name} once`);
    expectations.set(name, expectation);
  }
  return expectations;
}

/** As a key of an object `__proto__` would be its prototype. */
function parseOne(entry: string, flag: string): readonly [string, Expectation] {
  const [, name, expectation] = /^(?!__proto__=)([^=]+)=(pass|fail)$/.exec(entry) ?? [];
  if (name !== undefined && (expectation === 'pass' || expectation === 'fail'))
    return [name, expectation];
  throw badFlag(flag, entry, 'write it as strategy=pass or strategy=fail');
}
