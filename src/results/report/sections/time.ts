// Where the time goes: the phases of the time to converge, and the distribution of single steps.

import { markup, type Html } from '../html.js';
import type { PageData, TextRow } from '../page-data.js';
import { PHASES } from '../specs/time-specs.js';
import { figureOf, legendOf, numbersTable, picker } from './figure.js';
import type { Section } from './section.js';

const PHASE_COLUMNS = ['strategy', 'agents', ...PHASES, 'sum'];
const PERCENTILE_COLUMNS = ['strategy', 'agents', 'latencies', 'p50', 'p90', 'p99', 'p99.9', 'max'];

export function timeSection(data: PageData): Section | null {
  if (data.phases.length === 0 && data.percentiles.length === 0) return null;
  return {
    id: 'time',
    heading: 'Where the time goes',
    body: markup`${data.phases.length > 0 ? phasesPart(data) : null}
${data.percentiles.length > 0 ? percentilesPart(data) : null}`,
  };
}

function phasesPart(data: PageData): Html {
  return markup`<h3>Phases</h3>
<form class="controls" data-controls="phases" hidden>
${workloadPicker(data)}
${picker('Number of agents', 'agents', [])}
</form>
<ul class="legend">${PHASES.map(phaseKey)}<li>pale: did not pass, not to be compared</li></ul>
${figureOf('phases', 'Time to converge by phase')}
${numbersTable('phases-numbers', PHASE_COLUMNS, phaseRows(data))}`;
}

function phaseKey(phase: string, index: number): Html {
  return markup`<li><span class="swatch phase-${index + 1}"></span>${phase}</li>`;
}

function percentilesPart(data: PageData): Html {
  return markup`<h3>Distribution of latencies</h3>
<p>The histograms of all repetitions merged, at the largest number of agents. Towards the right, ever rarer and slower steps.</p>
<form class="controls" data-controls="percentiles" hidden>
${picker('Step', 'phase', stepsOf(data))}
${workloadPicker(data)}
</form>
${legendOf(data.labels)}
${figureOf('percentiles', 'Latency by percentile')}
${numbersTable('percentiles-numbers', PERCENTILE_COLUMNS, percentileRows(data))}`;
}

function workloadPicker({ workloads }: PageData): Html | null {
  return workloads.length > 1 ? picker('Workload', 'workload', workloads) : null;
}

/** In the order of the data: what merges first. */
function stepsOf({ percentiles }: PageData): readonly string[] {
  return [...new Set(percentiles.map(({ phase }) => phase))];
}

function phaseRows(data: PageData): readonly TextRow[] {
  return data.phases.flatMap(({ cell, texts }) => rowOf(data, cell, texts));
}

function percentileRows(data: PageData): readonly TextRow[] {
  const [first] = stepsOf(data);
  return data.percentiles
    .filter(({ phase }) => phase === first)
    .flatMap(({ cell, texts }) => rowOf(data, cell, texts));
}

/** Of the first workload, as the script shows them first. */
function rowOf({ cells, labels }: PageData, place: number, texts: TextRow): readonly TextRow[] {
  const cell = cells[place];
  if (cell?.workload !== 0) return [];
  return [[labels[cell.label] ?? '', String(cell.agents), ...texts]];
}
