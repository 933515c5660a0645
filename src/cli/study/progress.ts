// Progress for people, on stderr: one live line where there is a terminal, a plain line now and then where
// there is none, and a line for every repetition that did not end as it should.

import { namesOf } from '../../coordinator/cell.js';
import type { AnyVisit } from '../../coordinator/plan.js';
import type { RemainingTime } from '../../coordinator/session/remaining-time.js';
import type { Tally } from '../../coordinator/session/tally.js';
import { elapsedNs, nowNs } from '../../metrics/clock.js';
import { printable } from '../../model/quote.js';
import type { RepetitionRecord } from '../../results/record.js';
import { standingOf } from '../../results/standing.js';
import type { Progress } from '../terminal.js';

export interface StudyProgressParts {
  /** The live line; shows nothing where there is no terminal. */
  readonly line: Pick<Progress, 'show' | 'clear'>;
  /** Writes one whole line in the place of the live one; does nothing where the volume is quiet. */
  readonly say: (text: string) => void;
  /** Whether {@link line} is seen. */
  readonly live: 'live' | 'plain';
  readonly tally: Tally;
  readonly remaining: RemainingTime;
  /** Visits of the whole study, and how many of them were finished before. */
  readonly visits: number;
  readonly runs: number;
}

const REFRESH_MS = 1_000;
const PLAIN_LINES = 10;

export class StudyProgress {
  readonly #parts: StudyProgressParts;
  readonly #started_ns = nowNs();
  readonly #timer: NodeJS.Timeout;
  #current: string | null = null;

  constructor(parts: StudyProgressParts) {
    this.#parts = parts;
    // The line is redrawn while a long repetition runs, so that nobody takes it for a hang.
    this.#timer = setInterval(() => {
      this.#draw();
    }, REFRESH_MS).unref();
  }

  visitStarts(visit: AnyVisit): void {
    this.#current = describeVisit(visit, this.#parts.runs);
    this.#draw();
  }

  visitEnds(record: RepetitionRecord, failed: 'as_expected' | 'unexpected'): void {
    this.#current = null;
    if (failed === 'unexpected') this.#parts.say(describeFailure(record));
    if (this.#parts.live === 'plain' && this.#isMilestone()) this.#parts.say(this.#summary());
  }

  end(): void {
    clearInterval(this.#timer);
    this.#current = null;
    this.#parts.line.clear();
  }

  #draw(): void {
    if (this.#current === null) return;
    const { tally, visits } = this.#parts;
    this.#parts.line.show(`[${tally.visits}/${visits}] ${this.#current} | ${this.#times()}`);
  }

  #summary(): string {
    const { tally, visits } = this.#parts;
    return `${tally.visits} of ${visits} repetitions, ${this.#times()}`;
  }

  #times(): string {
    const { tally, remaining } = this.#parts;
    const elapsed_ms = elapsedNs(this.#started_ns, nowNs()) / 1e6;
    const left_ms = remaining.estimateMs();
    const left = left_ms === null ? '' : `, about ${minutes(left_ms)} left`;
    return `${minutes(elapsed_ms)} elapsed${left}, ${tally.unexpected} failed`;
  }

  /** True at every tenth of the study. */
  #isMilestone(): boolean {
    const { tally, visits } = this.#parts;
    const tenth = (count: number): number => Math.floor((count * PLAIN_LINES) / visits);
    return tenth(tally.visits) > tenth(tally.visits - 1);
  }
}

/** `1:05`, `2:00:00`. */
export function minutes(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours = 0, ...rest] = parts;
  const shown = hours > 0 ? parts : rest;
  return shown.map((part, index) => (index === 0 ? part : String(part).padStart(2, '0'))).join(':');
}

function describeVisit({ cell, repetition }: AnyVisit, runs: number): string {
  const { workload, strategy, agents } = namesOf(cell);
  const size = agents === null ? '' : ` ${agents} agents`;
  return `${workload} ${strategy}${size} (${repetition + 1} of ${runs})`;
}

function describeFailure(record: RepetitionRecord): string {
  const { verdict, status, workload, strategy, agents, repetition, note } = record;
  const found = tellingFinding(record);
  const reason = note ?? (found ? `${found.check}: ${found.reasons[0] ?? found.verdict}` : '');
  const what = status === 'ok' ? verdict : status;
  const where = `${workload} ${strategy} ${agents} agents, repetition ${repetition}`;
  return printable(`${what}: ${where}: ${reason}`).slice(0, 300);
}

type Finding = RepetitionRecord['findings'][number];

/** Of an expected failure that counts for nothing, why it does; otherwise the first that did not pass. */
function tellingFinding(record: RepetitionRecord): Finding | undefined {
  const { findings, expectation } = record;
  const unmet = findings.find(({ verdict, about }) => verdict === 'UNKNOWN' && about !== undefined);
  const first = findings.find(({ verdict }) => verdict !== 'PASS');
  return standingOf(record, expectation) === 'undecided' ? (unmet ?? first) : first;
}
