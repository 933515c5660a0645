// `study --dry-run`: what would be executed, in which order, and what it would cost. Executes nothing.

import { estimateCells } from '../../coordinator/estimate/estimate.js';
import type { Inputs } from '../../coordinator/inputs.js';
import { readMachine } from '../../coordinator/machine.js';
import type { StudyConfiguration } from '../../coordinator/study.js';
import { printable } from '../../model/quote.js';
import { renderTable } from '../../results/render-table.js';
import { strictJson } from '../../results/strict-json.js';
import type { Table, TextOptions } from '../../results/table.js';
import { plain } from '../../results/table.js';
import type { StrategyPlan, StudyPlan } from './plan.js';
import { planOf } from './plan.js';
import { durationText, sizeText } from './units.js';
import { counted } from '../../model/wording.js';

export interface PlanOptions {
  readonly format: 'text' | 'json';
  readonly text: TextOptions;
}

const SHOWN_REFUSALS = 10;

/** The plan with a line break at the end. @throws UserError where a script cannot be laid. */
export async function renderPlan(
  study: StudyConfiguration,
  inputs: Inputs,
  { format, text }: PlanOptions,
): Promise<string> {
  const machine = readMachine();
  const estimates = await estimateCells(study, inputs, machine);
  const plan = planOf(study, estimates, machine.available_bytes);
  return format === 'json' ? strictJson(plan) : planText(plan, text);
}

/** The plan for people. */
export function planText(plan: StudyPlan, options: TextOptions): string {
  const sections = [
    headline(plan),
    renderTable(strategyTable(plan.strategies), options),
    totals(plan),
    ...refusals(plan),
    ['first visits:', ...plan.first_visits.map((id) => `  ${printable(id)}`)].join('\n'),
    plan.notes.map((note) => `note: ${printable(note)}`).join('\n'),
  ];
  return `${sections.join('\n\n')}\n`;
}

function headline({ study, cells, visits }: StudyPlan): string {
  const { runs, warmup, isolate } = study;
  const where = isolate === 'process' ? 'a process for each' : 'all in one process';
  const before = warmup === 0 ? 'no warm-up' : `${warmup} warm-up before each`;
  const grid = `${counted(cells.length, 'cell')} x ${counted(runs, 'repetition')}`;
  return `study ${printable(study.study)}: ${grid} = ${counted(visits, 'visit')}, ${before}, ${where}`;
}

function strategyTable(strategies: readonly StrategyPlan[]): Table {
  const right = ['cells', 'refused', 'visits', 'time', 'peak_memory'];
  return {
    columns: [
      { heading: 'strategy', align: 'left' },
      ...right.map((heading) => ({ heading, align: 'right' }) as const),
    ],
    rows: strategies.map(({ strategy, cells, refused, visits, estimated_s, peak_bytes }) =>
      [
        ...[strategy, String(cells), String(refused), String(visits)],
        estimated_s === null ? 'unknown' : durationText(estimated_s * 1_000),
        sizeText(peak_bytes),
      ].map(plain),
    ),
  };
}

function totals({ estimated_s, strategies, largest_cell_id, ...plan }: StudyPlan): string {
  const isPartial = strategies.some((strategy) => strategy.estimated_s === null);
  const time = `estimated time: ${isPartial ? 'more than ' : ''}${durationText(estimated_s * 1_000)}`;
  if (largest_cell_id === null) return time;
  const free = `${sizeText(plan.available_bytes)} are free`;
  return `${time}\npeak memory: ${sizeText(plan.peak_bytes)} (${printable(largest_cell_id)}), ${free}`;
}

function refusals({ cells }: StudyPlan): readonly string[] {
  const refused = cells.flatMap(({ cell_id, refusal }) =>
    refusal === null ? [] : [`  ${printable(cell_id)}\n    ${printable(refusal)}`],
  );
  if (refused.length === 0) return [];
  const omitted = refused.length - SHOWN_REFUSALS;
  const more = omitted > 0 ? [`  and ${omitted} more`] : [];
  return [['would be refused:', ...refused.slice(0, SHOWN_REFUSALS), ...more].join('\n')];
}
