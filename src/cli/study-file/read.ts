// A study file as a source of options: read, parsed, and every fault in it said by file, line and column.

import { dirname } from 'node:path';
import type { ExitCode } from '../../model/problem.js';
import { EXIT, UserError } from '../../model/problem.js';
import { printable } from '../../model/quote.js';
import { checkSource } from '../study-options/check.js';
import type { Fault } from '../study-options/fault.js';
import { optionOfFlag } from '../study-options/flags.js';
import type { OptionName } from '../study-options/schema.js';
import type { CheckedSource, Source } from '../study-options/source.js';
import type { Located } from './located.js';
import { lineAndColumn, offsetOf, TextFault } from './located.js';
import { readText } from './text.js';
import { parseYaml } from './yaml.js';

/** A key that lets editors find the schema of a JSON file; it says nothing about the study. */
const SCHEMA_KEY = '$schema';

/**
 * The options of a study file, each checked; paths in it are relative to the file.
 * @throws UserError (exit 66 where there is no such file, 64 for anything in it that cannot be used).
 */
export function readStudyFile(file: string): CheckedSource {
  const text = readText(file);
  return checkSource(sourceOf(file, text, locatedIn(file, text)), dirname(file));
}

function locatedIn(file: string, text: string): Located {
  try {
    return parseYaml(text);
  } catch (thrown) {
    if (!(thrown instanceof TextFault)) throw thrown;
    throw badFile(placeIn(file, text, thrown.offset), thrown.message);
  }
}

function sourceOf(file: string, text: string, located: Located): Source {
  const problem = (fault: Fault): UserError => {
    const { path, part, what, exit_code } = fault;
    const place = placeIn(file, text, offsetOf(located, path, part));
    const subject = path.filter((key) => typeof key === 'string').join('.');
    const remedy = adviceOf(fault);
    const advice = subject === '' ? remedy : `${printable(subject)}: ${remedy}`;
    return badFile(place, advice, what, exit_code);
  };
  return { values: optionsIn(located), nameOf, problem };
}

function nameOf(option: OptionName, part?: string): string {
  return part === undefined ? option : `${option}.${part}`;
}

/** Keys are spelled in full, and flags are short: who wrote a flag's name may mean what the flag means. */
function adviceOf({ path: [key, ...rest], part, remedy }: Fault): string {
  if (rest.length > 0 || typeof key !== 'string') return remedy;
  const option = optionOfFlag(key);
  if (option === undefined || option === key) return remedy;
  return part === 'key'
    ? `unknown key, did you mean ${option}?`
    : `${remedy}; what --${key} takes is ${option} here`;
}

/** Anything but a mapping is handed on as it is, and refused by the check. */
function optionsIn({ value }: Located): Source['values'] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value as Source['values'];
  }
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== SCHEMA_KEY));
}

function placeIn(file: string, text: string, offset: number): string {
  return `${printable(file)}:${lineAndColumn(text, offset)}`;
}

function badFile(
  where: string,
  remedy: string,
  what = 'bad study file',
  exit_code: ExitCode = EXIT.usage,
): UserError {
  return new UserError(exit_code, { what, where, remedy });
}
