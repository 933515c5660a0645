// `mergestorm repro`: the write that LangGraph's own store drops, and the same graph on ours. LangGraph is
// loaded by this command alone.

import { loadReproduction } from '../../langgraph/repro/load.js';
import { readReproVersions } from '../../langgraph/repro/versions.js';
import { exitCodeOfClaims } from '../claims.js';
import { renderRepro, reproJson } from '../repro-text.js';
import { textOptionsFor } from '../terminal.js';
import { isSet } from '../typed-flags.js';

export async function reproCommand(typed: Readonly<Record<string, unknown>>): Promise<void> {
  const reproduce = await loadReproduction();
  const summary = { versions: readReproVersions(), reproduction: await reproduce() };
  const { stdout } = process;
  const text = isSet(typed, 'json')
    ? reproJson(summary)
    : renderRepro(summary, textOptionsFor(stdout));
  stdout.write(text);
  process.exitCode = exitCodeOfClaims(summary.reproduction.claims);
}
