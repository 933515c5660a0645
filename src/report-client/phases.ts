// The phases figure: where the time of each strategy goes, at one number of agents.

import type { PageCell, PageData, PagePhases } from '../results/report/page-data.js';
import { failedText, isOf, labelOf } from './cells.js';
import { Chart } from './chart.js';
import { choicesOf, fillTable, indexIn, onChoice } from './page.js';

export function enablePhases(data: PageData): void {
  if (data.phases.length === 0) return;
  const chart = new Chart('phases');
  onChoice('phases', (choices, form) => {
    const workload = indexIn(choices, 'workload');
    const all = data.phases.filter(({ cell }) => isOf(data, workload, cell));
    offerSizes(form, sizesOf(data, all));
    const agents = Number(choicesOf(form).get('agents'));
    const shown = all.filter(({ cell }) => data.cells[cell]?.agents === agents);
    chart.draw(drawingOf(data, workload, agents, shown));
    fillTable(
      'phases-numbers',
      all.map((one) => textsOf(data, one)),
    );
  });
}

function sizesOf({ cells }: PageData, phases: readonly PagePhases[]): readonly number[] {
  const sizes = phases.map(({ cell }) => cells[cell]?.agents ?? 0);
  return [...new Set(sizes)].sort((left, right) => right - left);
}

/** Keeps what is chosen where the workload has it; else the largest. */
function offerSizes(form: HTMLFormElement, sizes: readonly number[]): void {
  const select = form.querySelector<HTMLSelectElement>('select[name="agents"]');
  if (!select) return;
  const chosen = Number(select.value);
  select.replaceChildren(
    ...sizes.map((size) => new Option(String(size), String(size), false, size === chosen)),
  );
}

function drawingOf(data: PageData, workload: number, agents: number, shown: readonly PagePhases[]) {
  const place = `${data.workloads[workload] ?? ''} at ${agents} agents`;
  const isShown = (cell: PageCell): boolean => cell.agents === agents;
  return {
    spec: data.specs.phases,
    data: { parts: shown.flatMap((one) => partRows(data, one)) },
    signals: {},
    label: `Time to converge by phase, ${place}. ${shown.map((one) => spoken(data, one)).join(' ')}`,
    caption: [
      `${place}: medians of each phase over the repetitions.`,
      failedText(data, workload, isShown),
    ].join(' '),
  };
}

function partRows(data: PageData, { cell: place, parts, texts }: PagePhases): readonly object[] {
  const cell = data.cells[place];
  if (!cell) return [];
  const label = labelOf(data, cell.label);
  return parts.map(([phase, value_ms], order) => ({
    ...{ label, phase, value_ms, order, valid: cell.valid },
    lines: [`${label}, ${cell.agents} agents`, `${phase}: ${texts[order] ?? ''}`, cell.judged],
  }));
}

function spoken(data: PageData, { cell, parts, texts }: PagePhases): string {
  const phases = parts.map(([phase], index) => `${phase} ${texts[index] ?? ''}`);
  return `${labelOf(data, data.cells[cell]?.label ?? -1)}: ${phases.join(', ')}.`;
}

function textsOf(data: PageData, { cell: place, texts }: PagePhases): readonly string[] {
  const cell = data.cells[place];
  return [labelOf(data, cell?.label ?? -1), String(cell?.agents ?? ''), ...texts];
}
