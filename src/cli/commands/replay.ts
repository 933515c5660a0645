// `mergestorm replay TARGET`: what happened in a repetition once more, in one thread, and the smallest part of
// it that fails.

import { loadReplayStrategy } from '../../coordinator/replay/load-strategy.js';
import type { Plugins } from '../../coordinator/evidence/open-reader.js';
import { encodeHistory } from '../../coordinator/replay/history-file.js';
import { openHistory } from '../../coordinator/replay/open-history.js';
import type { RecordedHistory } from '../../coordinator/replay/recorded-history.js';
import type { LoadedStrategy } from '../../coordinator/replay/replay-recorded.js';
import { exitCodeOfReplay, replayRecorded } from '../../coordinator/replay/replay-recorded.js';
import type { ShrunkHistory } from '../../coordinator/replay/shrink-recorded.js';
import { failingChecks, shrinkRecorded } from '../../coordinator/replay/shrink-recorded.js';
import { requireWritableFile, writeWhole } from '../../results/files.js';
import { requireName } from '../names.js';
import { parseWhole } from '../numbers.js';
import { DEFAULT_ATTEMPTS } from '../replay-options.js';
import type { ReplaySummary } from '../replay-text.js';
import { replayJson, replayLines, versionLines } from '../replay-text.js';
import { createProgress } from '../terminal.js';
import { isSet, requiredText, textOf } from '../typed-flags.js';

type Typed = Readonly<Record<string, unknown>>;

const ATTEMPTS = { min: 1, max: 10_000_000 };

/** Expects `target` among what was typed: the folder of a failure, an evidence file, or a history file. */
export async function replayCommand(typed: Typed): Promise<void> {
  const attempts = parseWhole(
    'attempts',
    textOf(typed, 'attempts') ?? String(DEFAULT_ATTEMPTS),
    ATTEMPTS,
  );
  const out = textOf(typed, 'out') ?? null;
  if (out !== null) requireWritableFile(out);
  const history = openHistory(requiredText(typed, 'target'));
  const plugins: Plugins = isSet(typed, 'load-plugins') ? 'load' : 'skip';
  const loaded = await loadReplayStrategy(history.terms, plugins);
  const replayed = await replayRecorded(history, loaded);
  const wanted = isSet(typed, 'shrink') && replayed.type === 'replayed';
  const failed = replayed.reproduction.reproduced;
  const shrunk = wanted ? await shrink({ history, loaded, attempts, failed }, typed) : null;
  if (out !== null) writeWhole(out, encodeHistory(shrunk?.history ?? history));
  print({ history, replayed, shrunk, out }, loaded, typed);
  process.exitCode = exitCodeOfReplay(replayed, history.terms, loaded.strategy);
}

interface Shrinking {
  readonly history: RecordedHistory;
  readonly loaded: LoadedStrategy;
  readonly attempts: number;
  /** The checks that failed in the repetition and in its replay: what is looked for first. */
  readonly failed: readonly string[];
}

/** Null where no check fails: there is nothing to look for. */
async function shrink(
  { history, loaded, attempts, failed }: Shrinking,
  typed: Typed,
): Promise<ShrunkHistory | null> {
  const failing = await failingChecks(history, loaded);
  const [usual] = [...failed, ...failing].filter((check) => failing.includes(check));
  if (usual === undefined) return null;
  const asked = textOf(typed, 'check') ?? usual;
  const check = requireName('failing check in --check', asked, failing);
  const progress = createProgress(isSet(typed, 'quiet') ? 'quiet' : 'normal');
  const trying = (attempt: number): void => {
    progress.show(`shrinking: history ${attempt} of at most ${attempts}`);
  };
  try {
    return await shrinkRecorded(history, check, loaded, { attempts, trying });
  } finally {
    progress.clear();
  }
}

function print(summary: ReplaySummary, { strategy }: LoadedStrategy, typed: Typed): void {
  const asked = isSet(typed, 'shrink') ? 'shrink' : 'replay';
  if (isSet(typed, 'json')) process.stdout.write(replayJson(summary));
  if (isSet(typed, 'quiet')) return;
  for (const line of versionLines(summary, strategy)) process.stderr.write(`mergestorm: ${line}\n`);
  const stream = isSet(typed, 'json') ? process.stderr : process.stdout;
  stream.write(`${replayLines(summary, asked).join('\n')}\n`);
}
