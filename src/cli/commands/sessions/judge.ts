// `mergestorm sessions judge FILE`: the history of a race, judged again.

import { printable } from '../../../model/quote.js';
import { SCHEMA_VERSION } from '../../../results/schema-version.js';
import { strictJson } from '../../../results/strict-json.js';
import type { TextOptions } from '../../../results/table.js';
import type { RaceHistory } from '../../../sessions/history.js';
import { judgeHistory, verdictOf } from '../../../sessions/judge/judge.js';
import type { PropertyFinding } from '../../../sessions/judge/property.js';
import type { Typed } from '../../command-spec.js';
import { EXIT_OF_VERDICT } from '../../sessions-race/exit-code.js';
import { evidenceLines, findingsText } from '../../sessions-race/findings-text.js';
import { readHistoryFile } from '../../sessions-race/history-file.js';
import { textOptionsFor } from '../../terminal.js';
import { isSet, requiredText } from '../../typed-flags.js';

/** Expects `file` among what was typed. */
export function sessionsJudgeCommand(typed: Typed): Promise<void> {
  const history = readHistoryFile(requiredText(typed, 'file'));
  const findings = judgeHistory(history);
  const verdict = verdictOf(findings);
  const { stdout } = process;
  stdout.write(
    isSet(typed, 'json')
      ? strictJson({ schema_version: SCHEMA_VERSION, seed: history.seed, verdict, findings })
      : render(history, findings, textOptionsFor(stdout)),
  );
  process.exitCode = EXIT_OF_VERDICT[verdict];
  return Promise.resolve();
}

function render(
  history: RaceHistory,
  findings: readonly PropertyFinding[],
  options: TextOptions,
): string {
  const lines = [...evidenceLines(findings, history), verdictOf(findings)].map(printable);
  return `${findingsText(findings, options)}\n\n${lines.join('\n')}\n`;
}
