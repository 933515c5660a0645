// Races for sessions: their figures, drawn when the page is made, and the table with the same numbers.

import type { AnalysedStudy } from '../../analysis/analysis.js';
import { SESSION_FIGURES } from '../../figures/sessions.js';
import { svgOf } from '../../figures/svg.js';
import { ALL_RACE_METRICS, sessionTable } from '../../tables/session-rows.js';
import { markup, trusted, type Html } from '../html.js';
import { dataTable } from './data-table.js';
import type { Section } from './section.js';

export async function sessionsSection(study: AnalysedStudy): Promise<Section | null> {
  const table = sessionTable(study, { style: 'percent', metrics: ALL_RACE_METRICS });
  if (table.rows.length === 0) return null;
  return {
    id: 'sessions',
    heading: 'Races for sessions',
    body: markup`<p>Agents race for the leases of sessions, drain their queues, commit turns under fencing tokens, die in the middle of them and come back. A race passes where every property of the store held for all that happened in it.</p>
${dataTable('Races for sessions', table)}
<p class="note">Worst verdicts; medians over the repetitions, percentiles of merged histograms, and by how much their bootstrap 95 % intervals reach beyond. What each number means stands in bench-results/README.md.</p>
${await figures(study)}`,
  };
}

/** One after the other: drawing counts names from 0, and two at once would share the count. */
async function figures(study: AnalysedStudy): Promise<readonly Html[]> {
  const drawn: Html[] = [];
  for (const { name, specOf } of SESSION_FIGURES) {
    const spec = specOf(study);
    if (spec === null) continue;
    const svg = trusted(await svgOf(`report-${name}`, spec));
    drawn.push(markup`<figure class="drawn" id="${name}">${svg}</figure>
`);
  }
  return drawn;
}
