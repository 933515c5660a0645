// What executing a repetition comes to, and what whoever asked for it is told meanwhile.

import type { StrategyProfile } from '../strategies/strategy.js';
import type { ScriptSize } from './capacity.js';
import type { RepetitionOutcome } from './outcome.js';
import type { Cell, Study, StudyConfiguration } from './study.js';

/** One repetition in its surroundings, as handed to whoever keeps records. */
export interface ExecutedRepetition {
  readonly study: Study;
  readonly cell: Cell;
  readonly strategy: StrategyProfile;
  readonly size: ScriptSize;
  readonly threads: number;
  /** Counts from 0. */
  readonly repetition: number;
  readonly seed: number;
  readonly started_at: Date;
  /** See {@link probeMachineNs}; null where its process ended before it could tell. */
  readonly probe_ns: number | null;
  readonly outcome: RepetitionOutcome;
}

export interface ExecutionListener {
  /** Called before a cell starts, with its place among all cells. */
  cellStarts?(cell: Cell, index: number, cells: number): void;
  repetitionEnds(executed: ExecutedRepetition): void;
}

/** What is known of a repetition once its script is laid and its threads are chosen. */
export type RepetitionStart = Pick<ExecutedRepetition, 'size' | 'threads'>;

export interface VisitOptions {
  readonly signal: AbortSignal;
  /** Called before each repetition, warm-up repetitions included: what follows may be the end of the process. */
  readonly starts?: (start: RepetitionStart) => void;
  /** Whether the states that the repetition ends with are kept; those of warm-up repetitions never are. */
  readonly blobs?: StudyConfiguration['blobs'];
}
