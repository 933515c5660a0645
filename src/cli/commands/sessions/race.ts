// `mergestorm sessions race`: agents race for leases and commits on real threads, and what they saw is judged.

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireWritableFile } from '../../../results/files.js';
import type { SessionRaceOptions, SessionRaceResult } from '../../../sessions/race/race-terms.js';
import { runSessionRace } from '../../../sessions/race/run-session-race.js';
import type { Typed } from '../../command-spec.js';
import { listenForInterrupt } from '../../interrupt.js';
import { EXIT_OF_VERDICT } from '../../sessions-race/exit-code.js';
import { writeHistory } from '../../sessions-race/history-file.js';
import { raceJson, renderRace } from '../../sessions-race/race-text.js';
import type { Progress } from '../../terminal.js';
import { createProgress, textOptionsFor } from '../../terminal.js';
import { isSet, textOf } from '../../typed-flags.js';
import { raceOptionsFrom } from './race-options.js';

export async function sessionsRaceCommand(typed: Typed): Promise<void> {
  const options = raceOptionsFrom(typed);
  const asked = textOf(typed, 'history') ?? null;
  if (asked !== null) requireWritableFile(asked);
  const progress = createProgress(isSet(typed, 'quiet') ? 'quiet' : 'normal');
  const { result, interrupted } = await race(options, progress);
  const path = asked ?? placeFor(result);
  if (path !== null) writeHistory(path, result.history);
  print(result, path, typed);
  process.exitCode = interrupted ?? EXIT_OF_VERDICT[result.verdict];
}

/** Threads leave this one free to hear of an interruption; a race in this thread ends with the process. */
async function race(options: SessionRaceOptions, progress: Progress) {
  progress.show(`racing: ${options.agents} agents for ${options.sessions} sessions`);
  try {
    if (!runsOnThreads(options)) return { result: await runSessionRace(options) };
    const interrupt = listenForInterrupt(() => undefined);
    try {
      const result = await runSessionRace(options, { signal: interrupt.signal });
      return { result, interrupted: interrupt.exitCode() };
    } finally {
      interrupt.dispose();
    }
  } finally {
    progress.clear();
  }
}

function runsOnThreads({ store, threads }: SessionRaceOptions): boolean {
  return threads > 0 && store !== 'memory';
}

/** What may not happen again is kept, whether that was asked for or not. */
function placeFor({ verdict, options: { threads, seed } }: SessionRaceResult): string | null {
  if (verdict !== 'FAIL' || threads === 0) return null;
  return join(tmpdir(), `mergestorm-race-${seed}-${process.pid}.json`);
}

function print(result: SessionRaceResult, history: string | null, typed: Typed): void {
  const { stdout, stderr } = process;
  const isJson = isSet(typed, 'json');
  if (isJson) stdout.write(raceJson(result, history));
  if (isSet(typed, 'quiet')) return;
  const stream = isJson ? stderr : stdout;
  stream.write(renderRace(result, history, textOptionsFor(stream)));
}
