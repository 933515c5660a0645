// Where the time goes: the phases of the time to converge, and the distribution of single steps.

import { html, type Html } from '../html.js';
import type { PageData } from '../page-data.js';
import { PHASES } from '../specs.js';
import { figureOf, legendOf, numbersTable, picker } from './figure.js';
import type { Section } from './section.js';

const PHASE_COLUMNS = ['strategy', 'agents', ...PHASES, 'sum'];
const PERCENTILE_COLUMNS = ['strategy', 'agents', 'latencies', 'p50', 'p90', 'p99', 'p99.9', 'max'];

export function timeSection(data: PageData): Section | null {
  if (data.phases.length === 0 && data.percentiles.length === 0) return null;
  return {
    id: 'time',
    heading: 'Where the time goes',
    body: html`${data.phases.length > 0 ? phasesPart(data) : null}
    ${data.percentiles.length > 0 ? percentilesPart(data) : null}`,
  };
}

function phasesPart(data: PageData): Html {
  return html`<h3>Phases</h3>
    <form class="controls" data-controls="phases" hidden>
      ${workloadPicker(data)} ${picker('Agents', 'agents', [])}
    </form>
    <ul class="legend">
      ${PHASES.map((phase, index) => html`<li><span class="swatch phase-${index + 1}"></span>${phase}</li>`)}
    </ul>
    ${figureOf('phases', 'Time to converge by phase')}
    ${numbersTable('phases-numbers', PHASE_COLUMNS, phaseRows(data))}`;
}

function percentilesPart(data: PageData): Html {
  const phases = [...new Set(data.percentiles.map(({ phase }) => phase))];
  return html`<h3>Distribution of latencies</h3>
    <p>
      All repetitions’ histograms merged, at the largest number of agents. Towards the right, ever
      rarer and slower steps.
    </p>
    <form class="controls" data-controls="percentiles" hidden>
      ${picker('Step', 'phase', phases)} ${workloadPicker(data)}
    </form>
    ${legendOf(data.labels)} ${figureOf('percentiles', 'Latency by percentile')}
    ${numbersTable('percentiles-numbers', PERCENTILE_COLUMNS, percentileRows(data))}`;
}

function workloadPicker({ workloads }: PageData): Html | null {
  return workloads.length > 1 ? picker('Workload', 'workload', workloads) : null;
}

function phaseRows(data: PageData) {
  return data.phases.flatMap(({ cell, texts }) => rowOf(data, cell, texts));
}

function percentileRows(data: PageData) {
  const first = data.percentiles[0]?.phase;
  return data.percentiles
    .filter(({ phase }) => phase === first)
    .flatMap(({ cell, texts }) => rowOf(data, cell, texts));
}

/** Of the first workload, as the script shows them first. */
function rowOf({ cells, labels }: PageData, place: number, texts: readonly string[]) {
  const cell = cells[place];
  if (cell?.workload !== 0) return [];
  return [[labels[cell.label] ?? '', String(cell.agents), ...texts]];
}
