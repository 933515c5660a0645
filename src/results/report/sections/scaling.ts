// How each cost and each damage grows with the number of agents: one figure whose metric, workload and scale
// are chosen, the laws fitted to it, and its numbers as a table.

import { markup, type Html } from '../html.js';
import type { PageData, PageMetric, TextRow } from '../page-data.js';
import { figureOf, legendOf, numbersTable, picker, tableOf } from './figure.js';
import type { Section } from './section.js';

const POINT_COLUMNS = ['strategy', 'agents', 'value', '95 % interval', 'n', 'judged'];
const LAW_COLUMNS = ['strategy', 'exponent b', '95 % interval', 'R²', 'sizes'];

export function scalingSection(data: PageData): Section | null {
  const [metric] = data.metrics;
  if (!metric) return null;
  return {
    id: 'scaling',
    heading: 'How it grows with the number of agents',
    body: markup`${controls(data)}
${legendOf(data.labels)}
${figureOf('scaling', `${metric.title} against the number of agents`)}
<p class="note" data-without-script>${data.workloads[0] ?? ''}: ${metric.title}. ${metric.caption}</p>
${numbersTable('scaling-numbers', POINT_COLUMNS, pointRows(data, metric))}
<h3>Growth</h3>
<p>Where a power law fits well, value = a × agents<sup>b</sup>: its exponent b. With twice the agents the value doubles where b is 1, and quadruples where it is 2.</p>
${tableOf('scaling-laws', LAW_COLUMNS, lawRows(data, metric))}`,
  };
}

function controls({ workloads, metrics }: PageData): Html {
  const titles = metrics.map(({ title }) => title);
  return markup`<form class="controls" data-controls="scaling" hidden>
${picker('Metric', 'metric', titles)}
${workloads.length > 1 ? picker('Workload', 'workload', workloads) : null}
<fieldset>
<legend>Scale</legend>
<label><input type="radio" name="scale" value="log" autocomplete="off" checked> logarithmic</label>
<label><input type="radio" name="scale" value="linear" autocomplete="off"> linear</label>
</fieldset>
</form>`;
}

/** Of the first workload, as the script shows them first. */
function pointRows({ cells, labels }: PageData, { points }: PageMetric): readonly TextRow[] {
  return points.flatMap(([place, n, , , , value, interval]) => {
    const cell = cells[place];
    if (cell?.workload !== 0) return [];
    const label = labels[cell.label] ?? '';
    return [[label, String(cell.agents), value, interval, String(n), cell.judged]];
  });
}

function lawRows({ labels }: PageData, { laws }: PageMetric): readonly TextRow[] {
  return laws
    .filter(({ workload }) => workload === 0)
    .map(({ label, texts }) => [labels[label] ?? '', ...texts]);
}
