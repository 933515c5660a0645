// One race for sessions: run, closed, judged, measured. Judging comes last and knows nothing but the history.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPeakRssBytes, resetPeakRss } from '../../metrics/peak-rss.js';
import { concludeRace, failRace } from './conclusion.js';
import type { SessionRaceOptions, SessionRaceResult } from './race-terms.js';
import { DEFAULT_YIELD_SHARE } from './race-terms.js';
import type { RaceSetup } from './run-race.js';
import { whyImpossible } from './impossible.js';
import { runRace } from './run-race.js';

/**
 * Never rejects for what happens within the race: a crash and a timeout are results, too.
 * @throws RangeError for what {@link whyImpossible} refuses.
 */
export async function runSessionRace(
  asked: SessionRaceOptions,
  setup: RaceSetup = {},
): Promise<SessionRaceResult> {
  const options = { ...asked, yield_share: asked.yield_share ?? DEFAULT_YIELD_SHARE };
  const refusal = whyImpossible(options);
  if (refusal !== null) throw new RangeError(refusal);
  const since = resetPeakRss();
  const ran = await inFolder(options, (folder) => runRace(options, join(folder, FILE), setup));
  if ('type' in ran) return failRace(options, ran);
  return concludeRace(options, ran, readPeakRssBytes(since));
}

const FILE = 'sessions.sqlite';

async function inFolder<T>(
  { directory, store }: SessionRaceOptions,
  race: (folder: string) => Promise<T>,
): Promise<T> {
  if (directory !== null) {
    mkdirSync(directory, { recursive: true });
    return race(directory);
  }
  // Nothing is left behind of a race that needs no file, even where its process is ended.
  if (store === 'memory') return race('');
  const folder = mkdtempSync(join(tmpdir(), 'mergestorm-sessions-'));
  try {
    return await race(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
