// Executes a study: cell after cell, each on threads of its own, so that memory measured for one is not
// that left behind by another, and a cell that dies takes no other with it.

import { CellExecution } from './cell-execution.js';
import type { ExecutedRepetition, ExecutionListener, VisitOptions } from './executed-repetition.js';
import type { Inputs } from './inputs.js';
import { loadInputs } from './inputs.js';
import type { Visit } from './plan.js';
import type { Study } from './study.js';
import { cellsOf } from './study.js';

/** Executes all cells in order until done or aborted. @throws UserError for input that cannot be used. */
export async function executeStudy(
  study: Study,
  listener: ExecutionListener,
  signal: AbortSignal,
): Promise<void> {
  const inputs = await loadInputs(study);
  const cells = cellsOf(study);
  for (const [index, cell] of cells.entries()) {
    if (signal.aborted) return;
    listener.cellStarts?.(cell, index, cells.length);
    await new CellExecution(study, inputs, cell, signal).run(listener);
  }
}

/** One repetition of one cell, after its warm-up repetitions, on threads of its own. */
export async function executeVisit(
  study: Study,
  inputs: Inputs,
  { cell, repetition }: Visit,
  { signal, starts, blobs = 'discard' }: VisitOptions,
): Promise<ExecutedRepetition> {
  return new CellExecution(study, inputs, cell, signal, starts).visit(repetition, blobs);
}
