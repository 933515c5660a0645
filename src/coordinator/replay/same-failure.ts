// Whether a history still fails by one check: replayed, looked at everywhere, judged.

import type { Strategy } from '../../strategies/strategy.js';
import type { Evidence } from '../../verdict/evidence.js';
import { judge } from '../../verdict/judge.js';
import { atEveryone } from './observers.js';
import type { ReplayOptions } from './replay.js';
import { replayHistory } from './replay.js';
import type { HistoryFails } from './shrink.js';

/**
 * A part of a history has no plan of faults and no heal to be held to, so it is judged by what was delivered.
 * A strategy that throws on the way fails in another way.
 */
export function failsBy(check: string, strategy: Strategy, options: ReplayOptions): HistoryFails {
  return async (entries) => {
    const evidence = await replayOrNothing(() =>
      replayHistory(entries, strategy, { ...options, observers: atEveryone }),
    );
    if (!evidence) return false;
    const { findings } = judge(evidence);
    return findings.some((finding) => finding.check === check && finding.verdict === 'FAIL');
  };
}

async function replayOrNothing(replay: () => Promise<Evidence>): Promise<Evidence | undefined> {
  try {
    return await replay();
  } catch {
    return undefined;
  }
}
