// Every way of isolating visits by name. One file and one line here add one.

import type { Isolation } from '../study.js';
import { createInProcessRunner } from './in-process-runner.js';
import { createProcessRunner } from './process-runner.js';
import type { VisitContext, VisitRunner } from './visit-runner.js';

const RUNNERS: Readonly<Record<Isolation, (context: VisitContext) => VisitRunner>> = {
  process: (context) => createProcessRunner(context),
  none: createInProcessRunner,
};

/** The runner that the study asks for. */
export function createVisitRunner(context: VisitContext): VisitRunner {
  return RUNNERS[context.study.isolate](context);
}
