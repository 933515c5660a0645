// Where results go besides the terminal: files named by flags, and a folder with all of them.

import { join, resolve } from 'node:path';
import { createNewFolder, requireWritableFile, writeWhole } from '../results/files.js';
import { toCsv } from '../results/csv.js';
import { toHistogramLog } from '../results/hlog.js';
import { toJson } from '../results/json.js';
import type { Manifest } from '../results/manifest.js';
import { toMarkdown } from '../results/markdown.js';
import type { RepetitionRecord } from '../results/record.js';
import { strictJson } from '../results/strict-json.js';
import { badFlag } from './numbers.js';
import { textOf } from './typed-flags.js';

type Format = (manifest: Manifest, records: readonly RepetitionRecord[]) => string;

const FORMAT_OF_FLAG: Readonly<Record<string, Format>> = {
  'export-json': toJson,
  'export-csv': (_, records) => toCsv(records),
  'export-markdown': (_, records) => toMarkdown(records),
  'export-hlog': (_, records) => toHistogramLog(records),
};

const FORMAT_OF_FILE: Readonly<Record<string, Format>> = {
  'manifest.json': (manifest) => strictJson(manifest),
  'results.json': toJson,
  'results.csv': (_, records) => toCsv(records),
  'histograms.hlog': (_, records) => toHistogramLog(records),
  'summary.md': (_, records) => toMarkdown(records),
};

export interface Output {
  readonly path: string;
  readonly format: Format;
}

/** The files asked for. @throws UserError (exit 64 or 73) for one that cannot be written. */
export function prepareOutputs(typed: Readonly<Record<string, unknown>>): readonly Output[] {
  const files = Object.entries(FORMAT_OF_FLAG).flatMap(([flag, format]) => {
    const path = textOf(typed, flag);
    return path === undefined ? [] : [{ path, format, flag }];
  });
  refuseSharedPath(files);
  for (const { path } of files) requireWritableFile(path);
  const folder = textOf(typed, 'out');
  if (folder === undefined) return files;
  createNewFolder(folder);
  const inFolder = Object.entries(FORMAT_OF_FILE).map(([name, format]) => ({
    path: join(folder, name),
    format,
  }));
  return [...files, ...inFolder];
}

/** Of two files in one place only the second would be left. */
function refuseSharedPath(files: readonly (Output & { flag: string })[]): void {
  const taken = new Set<string>();
  for (const { path, flag } of files) {
    const place = resolve(path);
    if (taken.has(place)) throw badFlag(flag, path, 'another flag names this file already');
    taken.add(place);
  }
}

/** @throws UserError (exit 74) for the first that fails, after all others have been written. */
export function writeOutputs(
  outputs: readonly Output[],
  manifest: Manifest,
  records: readonly RepetitionRecord[],
): void {
  const failures = outputs.flatMap(({ path, format }) => {
    try {
      writeWhole(path, format(manifest, records));
      return [];
    } catch (thrown) {
      return [thrown];
    }
  });
  if (failures.length > 0) throw failures[0];
}
