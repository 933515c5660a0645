// Executes a study in an open folder for someone at a terminal: progress, Ctrl-C, and how to go on.

import type { AnyVisit } from '../../coordinator/plan.js';
import { visitCountOf } from '../../coordinator/plan.js';
import { executeVisits } from '../../coordinator/session/execute-visits.js';
import type { VisitListener } from '../../coordinator/session/execute-visits.js';
import { RemainingTime } from '../../coordinator/session/remaining-time.js';
import { Session } from '../../coordinator/session/session.js';
import type { SessionSubject } from '../../coordinator/session/session.js';
import { Tally } from '../../coordinator/session/tally.js';
import type { StudyConfiguration } from '../../coordinator/study.js';
import { createVisitRunner } from '../../coordinator/visits/runner-of.js';
import { elapsedNs, nowNs } from '../../metrics/clock.js';
import type { ExitCode } from '../../model/problem.js';
import { SeenRepetitions } from '../../results/study/seen-repetitions.js';
import { listenForInterrupt } from '../interrupt.js';
import type { Interrupt } from '../interrupt.js';
import { createProgress } from '../terminal.js';
import type { Progress, Volume } from '../terminal.js';
import { StudyProgress } from './progress.js';
import type { StudyRequest } from './request.js';
import { resumeCommand, shortest } from './resume-command.js';

export interface SessionOptions {
  readonly volume: Volume;
  readonly warnings: readonly string[];
}

export interface SessionEnd {
  readonly type: 'complete' | 'interrupted';
  readonly exit_code: ExitCode;
}

/**
 * Signals are listened for before the folder is locked and before the first line is printed: who
 * reads that line and interrupts at once is answered in the same orderly way.
 * @throws UserError where the study cannot begin or cannot go on; what is journalled stays.
 */
export async function executeSession(
  request: StudyRequest['type'],
  subject: SessionSubject,
  options: SessionOptions,
): Promise<SessionEnd> {
  const line = createProgress(options.volume);
  const say = speakerOf(options.volume, line);
  const interrupt = listenForInterrupt((signal) => {
    say(`${signal}: ending the repetition under way; repeat it to kill`);
  });
  try {
    return await executeInterruptibly(request, { subject, options, interrupt, line, say });
  } finally {
    interrupt.dispose();
  }
}

type Surroundings = Pick<Execution, 'subject' | 'options' | 'interrupt' | 'line' | 'say'>;

async function executeInterruptibly(
  request: StudyRequest['type'],
  surroundings: Surroundings,
): Promise<SessionEnd> {
  const { subject, interrupt, say } = surroundings;
  const finished = new SeenRepetitions();
  const tally = new Tally(subject.inputs.expectations(subject.study.expect));
  const session = openSession(request, subject, { finished, tally });
  if (session.cut !== null) {
    say(`a torn end of ${session.cut.bytes} bytes was cut, and is kept in ${session.cut.kept_in}`);
  }
  say(`executing ${describePlan(subject.study, tally)} into ${shortest(subject.folder)}`);
  try {
    const end = await execute({ ...surroundings, session, finished, tally });
    if (end === 'interrupted') say(`interrupted, ${howToGoOn(tally, subject)}`);
    const code = interrupt.exitCode();
    return end === 'interrupted' && code !== undefined
      ? { type: end, exit_code: code }
      : { type: 'complete', exit_code: tally.exitCode };
  } catch (thrown) {
    say(`stopped, ${howToGoOn(tally, subject)}`);
    throw thrown;
  } finally {
    session.end();
  }
}

interface Known {
  readonly finished: SeenRepetitions;
  readonly tally: Tally;
}

function openSession(
  request: StudyRequest['type'],
  subject: SessionSubject,
  { finished, tally }: Known,
): Session {
  if (request === 'new') return Session.begin(subject);
  return Session.resume(subject, ({ record }) => {
    finished.add(record.cell_id, record.repetition);
    tally.add(record);
  });
}

interface Execution extends Known {
  readonly session: Session;
  readonly subject: SessionSubject;
  readonly options: SessionOptions;
  readonly interrupt: Interrupt;
  readonly line: Progress;
  readonly say: (text: string) => void;
}

async function execute(parts: Execution): Promise<'complete' | 'interrupted'> {
  const { session, subject, options, finished, interrupt } = parts;
  const { study, inputs, folder } = subject;
  const remaining = new RemainingTime(study, finished);
  const progress = progressOf(parts, remaining);
  const { warnings } = options;
  try {
    return await executeVisits({
      study,
      finished,
      runner: createVisitRunner({ study, inputs, folder, warnings, signal: interrupt.signal }),
      append: (entry) => {
        session.append(entry);
      },
      listener: listenerOf(parts.tally, remaining, progress),
      signal: interrupt.signal,
    });
  } finally {
    progress.end();
  }
}

function progressOf(
  { subject, tally, line, say }: Execution,
  remaining: RemainingTime,
): StudyProgress {
  const { runs } = subject.study;
  const visits = visitCountOf(subject.study);
  return new StudyProgress({ line, live: line.type, say, tally, remaining, visits, runs });
}

function listenerOf(
  tally: Tally,
  remaining: RemainingTime,
  progress: StudyProgress,
): VisitListener {
  let started_ns = nowNs();
  return {
    visitStarts: (visit: AnyVisit) => {
      started_ns = nowNs();
      progress.visitStarts(visit);
    },
    visitEnds: (visit, { record }) => {
      remaining.visitTook(visit, elapsedNs(started_ns, nowNs()) / 1e6);
      const before = tally.unexpected;
      tally.add(record);
      progress.visitEnds(record, tally.unexpected > before ? 'unexpected' : 'as_expected');
    },
  };
}

function describePlan(study: StudyConfiguration, { visits }: Tally): string {
  const planned = visitCountOf(study);
  const cells = `of ${planned / study.runs} cells`;
  return visits === 0
    ? `${planned} repetitions ${cells}`
    : `${planned - visits} of ${planned} repetitions ${cells}`;
}

function howToGoOn({ visits }: Tally, { folder }: SessionSubject): string {
  return `${visits} repetitions are kept: go on with: ${resumeCommand(folder)}`;
}

/** Lines on stderr, each under the name of the tool, in the place of the live line. */
function speakerOf(volume: Volume, line: Progress): (text: string) => void {
  if (volume === 'quiet') return () => undefined;
  return (text) => {
    line.clear();
    process.stderr.write(`mergestorm: ${text}\n`);
  };
}
