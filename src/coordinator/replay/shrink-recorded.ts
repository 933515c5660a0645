// The smallest part found of a recorded history that still fails by one check, as a history that can be
// replayed by itself.

import type { Evidence, Heal } from '../../verdict/evidence.js';
import { STATE_CHECKS } from '../../verdict/checks/registry.js';
import { judge } from '../../verdict/judge.js';
import { atEveryone } from './observers.js';
import type { RecordedHistory } from './recorded-history.js';
import type { LoadedStrategy } from './replay-recorded.js';
import { optionsOf } from './replay-recorded.js';
import type { ReplayOptions } from './replay.js';
import { replayHistory } from './replay.js';
import { failingOf } from './reproduction.js';
import { failsBy } from './same-failure.js';
import type { ShrinkOptions, Shrunk } from './shrink.js';
import { shrinkHistory } from './shrink.js';

export interface ShrunkHistory extends Omit<Shrunk, 'entries'> {
  /** The check that it fails by. */
  readonly check: string;
  readonly history: RecordedHistory;
}

/** A part of a history is judged by what was delivered in it, and nothing is expected to come after. */
const NO_HEAL: Heal = { type: 'off', passes: 0, bound: null, reason: 'a part of a history' };

/** The checks that a replay fails by where every replica is looked at; in the order of their registry. */
export async function failingChecks(
  { evidence, terms }: RecordedHistory,
  { strategy, model }: LoadedStrategy,
): Promise<readonly string[]> {
  const options = { ...optionsOf(terms, model), observers: atEveryone };
  const replayed = await replayHistory(evidence.ledger.entries(), strategy, options);
  return failingOf(judge(replayed, STATE_CHECKS).findings);
}

/** @param check one of the {@link failingChecks}. */
export async function shrinkRecorded(
  { evidence, terms, visit }: RecordedHistory,
  check: string,
  { strategy, model }: LoadedStrategy,
  options: ShrinkOptions,
): Promise<ShrunkHistory> {
  const replaying: ReplayOptions = { ...optionsOf(terms, model), observers: atEveryone };
  const fails = failsBy(check, strategy, replaying);
  const { entries, ...end } = await shrinkHistory(evidence.ledger.entries(), fails, options);
  const replayed: Evidence = await replayHistory(entries, strategy, replaying);
  return { ...end, check, history: { visit, terms, evidence: { ...replayed, heal: NO_HEAL } } };
}
