// What a study's process and the process of one visit say to each other: one order down, then what is about
// to happen and how it ended back up. Plain data both ways. Hardly more than types, so that the process of
// a visit loads no schema; what the parent accepts is in visit-message.ts.

import type { ExitCode, ProblemParts } from '../../model/problem.js';
import type { JournalEntry } from '../../results/study/entry.js';
import type { StrategyProfile } from '../../strategies/strategy.js';
import type { RepetitionStart } from '../executed-repetition.js';
import type { SessionVisit, Visit } from '../plan.js';
import type { StudyConfiguration } from '../study.js';

/** The file descriptor that is the process's end of the channel, beside standard input, output and error. */
export const CHANNEL_FD = 3;

/** Of a repetition of merging. */
export interface VisitOrder {
  readonly study: StudyConfiguration;
  readonly visit: Visit;
  /** Of the visit's strategy. */
  readonly profile: StrategyProfile;
  /** Absolute path of the results folder. */
  readonly folder: string;
  readonly warnings: readonly string[];
}

/** Of a race for sessions. */
export interface RaceOrder extends Omit<VisitOrder, 'visit' | 'profile'> {
  readonly visit: SessionVisit;
}

export type AnyOrder = VisitOrder | RaceOrder;

export function isRaceOrder(order: AnyOrder): order is RaceOrder {
  return !('profile' in order);
}

export type VisitMessage =
  | ({ readonly type: 'starts' } & RepetitionStart)
  /** The record in the entry is not validated yet. */
  | { readonly type: 'finished'; readonly entry: JournalEntry }
  /** The input cannot be used, by this visit or any other. */
  | { readonly type: 'unusable'; readonly exit_code: ExitCode; readonly parts: ProblemParts };
