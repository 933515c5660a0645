// `--expect lww=pass`: overrides of what strategies declare of themselves.

import type { Expectation, Expectations } from '../coordinator/exit.js';
import { badFlag, parseList } from './numbers.js';

/** @throws UserError (exit 64) for anything but `name=pass` and `name=fail`. */
export function parseExpectations(text: string | undefined): Expectations {
  if (text === undefined) return new Map();
  return new Map(parseList('expect', text).map(parseOne));
}

function parseOne(entry: string): readonly [string, Expectation] {
  const [, name, expectation] = /^([^=]+)=(pass|fail)$/.exec(entry) ?? [];
  if (name !== undefined && (expectation === 'pass' || expectation === 'fail'))
    return [name, expectation];
  throw badFlag('expect', entry, 'write it as strategy=pass or strategy=fail');
}
