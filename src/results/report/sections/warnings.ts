// What makes a number mean less than it seems to, why, and what helps.

import type { AnalysedStudy, StudyWarning } from '../../analysis/analysis.js';
import { cut } from '../cut.js';
import { html, type Html } from '../html.js';
import { whole } from '../quantity.js';
import type { Section } from './section.js';

const MAX_CELLS = 60;
const MAX_CHARACTERS = 600;

export function warningsSection({ warnings }: AnalysedStudy): Section {
  return {
    id: 'warnings',
    heading: 'Warnings',
    body:
      warnings.length === 0
        ? html`<p>None.</p>`
        : html`<ul class="warnings">
            ${warnings.map(warningItem)}
          </ul>`,
  };
}

function warningItem({ what, cause, remedy, cells }: StudyWarning): Html {
  return html`<li>
    <p><strong>${cut(what, MAX_CHARACTERS)}</strong></p>
    <p>Cause: ${cut(cause, MAX_CHARACTERS)}</p>
    <p>Remedy: ${cut(remedy, MAX_CHARACTERS)}</p>
    ${cells.length === 0 ? null : cellList(cells)}
  </li> `;
}

function cellList(cells: readonly string[]): Html {
  const count = cells.length === 1 ? '1 cell' : `${whole(cells.length)} cells`;
  const omitted = cells.length - MAX_CELLS;
  return html`<details>
    <summary>${count}</summary>
    <ul class="cells">
      ${cells.slice(0, MAX_CELLS).map((id) => html`<li><code>${id}</code></li>`)}${omitted > 0 ? html`<li>and ${whole(omitted)} more</li>` : null}
    </ul>
  </details>`;
}
