// `mergestorm export DIR --format NAME`: a study as the input of another tool.

import { EXIT, UserError } from '../../model/problem.js';
import { exportedCells } from '../../results/exporters/exporter.js';
import { EXPORTER_NAMES, findExporter } from '../../results/exporters/registry.js';
import type { Exporter } from '../../results/exporters/exporter.js';
import { requireWritableFile, writeWhole } from '../../results/files.js';
import { requireName } from '../names.js';
import { readNamedStudy } from '../named-study.js';
import { textOf } from '../typed-flags.js';

type Typed = Readonly<Record<string, unknown>>;

const STDOUT = '-';

/** Expects `dir` among what was typed: a results folder. */
export function exportCommand(typed: Typed): Promise<void> {
  const exporter = exporterOf(typed);
  const path = textOf(typed, 'out') ?? STDOUT;
  if (path !== STDOUT) requireWritableFile(path);
  const study = readNamedStudy(typed, 'dir');
  const text = exporter.toText(study);
  if (path === STDOUT) process.stdout.write(text);
  else writeWhole(path, text);
  const cells = study.cells.length + study.sessions.cells.length;
  sayLeftOut(cells - exportedCells(study).length, cells);
  return Promise.resolve();
}

function exporterOf(typed: Typed): Exporter {
  const name = textOf(typed, 'format');
  if (name === undefined) throw noFormat();
  const exporter = findExporter(requireName('format in --format', name, EXPORTER_NAMES));
  if (exporter) return exporter;
  throw new Error(`no exporter ${name}`);
}

function noFormat(): UserError {
  const remedy = `choose from ${EXPORTER_NAMES.join(', ')}`;
  return new UserError(EXIT.usage, { what: 'no format given', where: '--format', remedy });
}

function sayLeftOut(left_out: number, cells: number): void {
  if (left_out === 0) return;
  process.stderr.write(
    `mergestorm: ${left_out} of ${cells} cells left out: they have no valid result\n`,
  );
}
