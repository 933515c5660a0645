// The command line as a source of options.

import { EXIT, UserError } from '../../model/problem.js';
import { quoted } from '../../model/quote.js';
import { badFlag } from '../numbers.js';
import type { Fault } from './fault.js';
import type { FlagShape } from './flags.js';
import { STUDY_FLAG_SHAPES, STUDY_ONLY_SHAPES } from './flags.js';
import type { OptionName } from './schema.js';
import type { Source } from './source.js';

const SHAPES: Readonly<Record<string, FlagShape>> = { ...STUDY_FLAG_SHAPES, ...STUDY_ONLY_SHAPES };
const MAX_SHOWN_CHARS = 200;

/** The value of each flag that was typed. */
export interface TypedOptions {
  readonly texts: Readonly<Partial<Record<string, string>>>;
  /** `--threshold`, the one flag that may be given more than once. */
  readonly thresholds: readonly string[];
  /** `--keep-blobs`, which has no value. */
  readonly blobs: 'keep' | undefined;
}

/** @throws UserError (exit 64) for a text that is not even of the right form. */
export function flagSource(typed: TypedOptions): Source {
  const { texts, thresholds, blobs } = typed;
  const values: Record<string, unknown> = {};
  for (const [flag, text] of Object.entries(texts)) {
    const { path, read } = shapeOf(flag);
    if (text !== undefined) place(values, path, read(text, flag));
  }
  if (thresholds.length > 0) values['thresholds'] = thresholds;
  if (blobs !== undefined) values['blobs'] = blobs;
  return { values, nameOf, problem: (fault) => problemOf(fault, typed) };
}

function shapeOf(flag: string): FlagShape {
  const shape = SHAPES[flag];
  if (!shape) throw new Error(`no flag ${flag}`);
  return shape;
}

function place(values: Record<string, unknown>, path: FlagShape['path'], value: unknown): void {
  const [option, part] = path;
  if (part === undefined) values[option] = value;
  else values[option] = { ...(values[option] as object | undefined), [part]: value };
}

function nameOf(option: OptionName, part?: string): string {
  const path = part === undefined ? [option] : [option, part];
  const flag = Object.keys(SHAPES).find((name) => startsWith(shapeOf(name).path, path));
  return `--${flag ?? option}`;
}

function problemOf(fault: Fault, { texts, thresholds }: TypedOptions): UserError {
  const { path, remedy, what = 'bad value', exit_code = EXIT.usage } = fault;
  const flag = Object.keys(texts).find((name) => startsWith(path, shapeOf(name).path));
  const index = typeof path[1] === 'number' ? path[1] : 0;
  if (flag === undefined) return badFlag('threshold', thresholds[index] ?? '', remedy);
  const text = texts[flag] ?? '';
  return new UserError(exit_code, {
    what,
    where: `--${flag} ${quoted(text, MAX_SHOWN_CHARS)}`,
    remedy: `${entryOf(flag, text, path[shapeOf(flag).path.length])}${remedy}`,
  });
}

/** Which of several entries of a list it is about. */
function entryOf(flag: string, text: string, index: string | number | undefined): string {
  const entries = shapeOf(flag).read(text, flag);
  if (typeof index !== 'number' || !Array.isArray(entries) || entries.length < 2) return '';
  return `${quoted(String(entries[index]))}: `;
}

function startsWith(path: Fault['path'], start: readonly string[]): boolean {
  return start.every((key, index) => path[index] === key);
}
