// `mergestorm report DIR`: makes every derived file of a results folder again, and shows what it comes to.

import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { failureTraces } from '../../coordinator/replay/failure-traces.js';
import { EXIT } from '../../model/problem.js';
import { analyseStudy } from '../../results/analysis/analyse.js';
import type { AnalysedStudy } from '../../results/analysis/analysis.js';
import { failuresOf } from '../../results/derived/failure-files.js';
import { deriveFiles } from '../../results/derived/registry.js';
import { writeDerived } from '../../results/derived/write.js';
import { resolveStudyFolder } from '../../results/study/folder.js';
import { STUDY_FILES, STUDY_FOLDERS } from '../../results/study/layout.js';
import { readRecords, readStudy } from '../../results/study/read-study.js';
import { renderStudy } from '../../results/tables/render-study.js';
import { crossings } from '../../results/threshold.js';
import { shortest } from '../study/resume-command.js';
import { textOptionsFor } from '../terminal.js';
import { storedThresholds, parseThresholds } from '../thresholds.js';
import { isSet, requiredText } from '../typed-flags.js';

type Typed = Readonly<Record<string, unknown>>;

export async function reportCommand(typed: Typed): Promise<void> {
  const thresholds = parseThresholds(typed);
  const folder = resolveStudyFolder(requiredText(typed, 'dir'));
  const { manifest, records, notices } = readRecords(folder);
  const study = analyseStudy(manifest, records);
  const traces = failureTraces(study, readStudy(folder), say);
  writeDerived(folder, await deriveFiles(study), traces);
  for (const notice of notices) say(notice);
  await show(study, folder, typed);
  const gates = [...storedThresholds(manifest.study.thresholds ?? []), ...thresholds];
  const crossed = gates.flatMap((gate) => crossings(gate, study.records));
  for (const line of crossed) say(line);
  process.exitCode = crossed.length > 0 ? EXIT.threshold : EXIT.ok;
}

function say(text: string): void {
  process.stderr.write(`mergestorm: ${text}\n`);
}

/** With `--json`, stdout carries results.json and nothing else. */
async function show(study: AnalysedStudy, folder: string, typed: Typed): Promise<void> {
  const asJson = isSet(typed, 'json');
  if (!isSet(typed, 'quiet')) {
    const stream = asJson ? process.stderr : process.stdout;
    stream.write(`${renderStudy(study, textOptionsFor(stream))}\n\n`);
    stream.write(`${[...failureLines(study, folder), reportLine(folder)].join('\n')}\n`);
  }
  if (asJson) await copyToStdout(join(folder, 'results.json'));
}

/** Where to look first, where something is wrong. */
function failureLines(study: AnalysedStudy, folder: string): readonly string[] {
  const { length } = failuresOf(study);
  const place = shortest(join(folder, STUDY_FOLDERS.failures));
  return length === 0 ? [] : [`failures: ${place} (${length}, see how-to.txt in each)`];
}

function reportLine(folder: string): string {
  return `report: ${shortest(join(folder, STUDY_FILES.report))}`;
}

async function copyToStdout(path: string): Promise<void> {
  await pipeline(createReadStream(path), process.stdout, { end: false });
}
