// How blobs spread, where they do not reach everyone at once: passes against their bound, messages, bytes.

import type { AnalysedStudy } from '../../analysis/analysis.js';
import { capitalised } from '../../figures/display.js';
import { EXCHANGE_NOTE, exchangeTable } from '../../tables/exchange-rows.js';
import { markup } from '../html.js';
import { dataTable } from './data-table.js';
import type { Section } from './section.js';

export function exchangeSection(study: AnalysedStudy): Section | null {
  const table = exchangeTable(study);
  if (table.rows.length === 0) return null;
  return {
    id: 'exchange',
    heading: 'Exchange',
    body: markup`<p>A pass is one wave of deliveries: all that send export, then all that receive import. After the last write the heal goes on until everyone holds what anyone holds, for as many passes as the topology may take.</p>
${dataTable('Exchange', table)}
<p class="note">${capitalised(EXCHANGE_NOTE)} What each number means stands in bench-results/README.md.</p>`,
  };
}
