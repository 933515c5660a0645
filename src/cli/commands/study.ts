// `mergestorm study [FILE]`: a grid of cells x repetitions, executed into a results folder.

import { loadInputs } from '../../coordinator/inputs.js';
import type { Inputs } from '../../coordinator/inputs.js';
import type { StudyConfiguration } from '../../coordinator/study.js';
import { EXIT } from '../../model/problem.js';
import { badFlag } from '../numbers.js';
import { pinGit } from '../study-options/pin-git.js';
import { warningsFor } from '../study-options.js';
import { renderPlan } from '../study-plan/render.js';
import { executeSession } from '../study/execute-session.js';
import { folderFor } from '../study/new-folder.js';
import { makeReport } from '../study/report-process.js';
import { requestFrom } from '../study/request.js';
import { textOptionsFor } from '../terminal.js';
import { isSet, textOf } from '../typed-flags.js';

type Typed = Readonly<Record<string, unknown>>;

export async function studyCommand(typed: Typed): Promise<void> {
  const out = textOf(typed, 'out');
  const request = requestFrom(typed);
  if (request.type === 'resume' && out !== undefined) throw resumedElsewhere(out);
  const { study, notes } = await pinGit(request.study);
  const inputs = await loadInputs(study);
  if (isSet(typed, 'dry-run')) {
    await printPlan(study, inputs, typed);
    return;
  }
  const folder = folderFor({ ...request, study }, out);
  const subject = { folder, study, inputs, argv: process.argv.slice(2) };
  const volume = isSet(typed, 'quiet') ? 'quiet' : 'normal';
  const warnings = [...warningsFor(study, typed), ...notes];
  const end = await executeSession(request.type, subject, { volume, warnings });
  process.exitCode = end.exit_code;
  if (end.type === 'interrupted') return;
  const report_code = await makeReport(folder, shownAs(typed));
  if (end.exit_code === EXIT.ok) process.exitCode = report_code;
}

async function printPlan(study: StudyConfiguration, inputs: Inputs, typed: Typed): Promise<void> {
  const format = isSet(typed, 'json') ? 'json' : 'text';
  const options = { format, text: textOptionsFor(process.stdout) } as const;
  process.stdout.write(await renderPlan(study, inputs, options));
}

/** How the report is to show itself: as this command was asked to. */
function shownAs(typed: Typed): readonly string[] {
  return ['json', 'quiet'].flatMap((flag) => (isSet(typed, flag) ? [`--${flag}`] : []));
}

function resumedElsewhere(out: string) {
  return badFlag('out', out, 'leave it out: a study goes on in the folder that --resume names');
}
