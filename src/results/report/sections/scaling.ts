// How each cost and each damage grows with the number of agents: one figure whose metric, workload and scale
// are chosen, the laws fitted to it, and its numbers as a table.

import { html, type Html } from '../html.js';
import type { PageData, PageMetric } from '../page-data.js';
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
    body: html`${controls(data)} ${legendOf(data.labels)}
      ${figureOf('scaling', `${metric.title} against the number of agents`)}
      <div data-without-script>
        <p class="note">${data.workloads[0] ?? ''}: ${metric.title}. ${metric.caption}</p>
      </div>
      <h3>Growth</h3>
      <p>
        Where a power law, value = a × agents<sup>b</sup>, fits well: its exponent. An exponent of 1
        doubles the cost with the agents, 2 quadruples it.
      </p>
      ${tableOf('scaling-laws', LAW_COLUMNS, lawRows(data, metric))}
      ${numbersTable('scaling-numbers', POINT_COLUMNS, pointRows(data, metric))}`,
  };
}

function controls({ workloads, metrics }: PageData): Html {
  const metricOptions = metrics.map(({ title }) => title);
  return html`<form class="controls" data-controls="scaling" hidden>
    ${picker('Metric', 'metric', metricOptions)}
    ${workloads.length > 1 ? picker('Workload', 'workload', workloads) : null}
    <fieldset>
      <legend>Scale</legend>
      <label
        ><input type="radio" name="scale" value="log" autocomplete="off" checked />
        logarithmic</label
      >
      <label><input type="radio" name="scale" value="linear" autocomplete="off" /> linear</label>
    </fieldset>
  </form>`;
}

/** Of the first workload, as the script shows them first. */
function pointRows({ cells, labels }: PageData, { points }: PageMetric) {
  return points.flatMap(([place, n, , , , value, interval]) => {
    const cell = cells[place];
    if (cell?.workload !== 0) return [];
    return [
      [labels[cell.label] ?? '', String(cell.agents), value, interval, String(n), cell.judged],
    ];
  });
}

function lawRows({ labels }: PageData, { laws }: PageMetric) {
  return laws
    .filter(({ workload }) => workload === 0)
    .map(({ label, texts }) => [labels[label] ?? '', ...texts]);
}
