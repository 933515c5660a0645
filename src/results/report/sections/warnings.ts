// What makes a number mean less than it seems to, why, and what helps.

import type { AnalysedStudy, StudyWarning } from '../../analysis/analysis.js';
import { cut } from '../cut.js';
import { markup, type Html } from '../html.js';
import { whole } from '../../quantity.js';
import type { Section } from './section.js';

const MAX_CELLS = 60;
const MAX_CHARACTERS = 600;

export function warningsSection({ warnings }: AnalysedStudy): Section {
  return {
    id: 'warnings',
    heading: 'Warnings',
    body:
      warnings.length === 0
        ? markup`<p>None.</p>`
        : markup`<ul class="warnings">
${warnings.map(warningItem)}</ul>`,
  };
}

function warningItem({ what, cause, remedy, cells }: StudyWarning): Html {
  return markup`<li>
<p><strong>${sentence(what)}</strong></p>
<p>${sentence(cause)}</p>
<p>Remedy: ${cut(remedy, MAX_CHARACTERS)}.</p>
${cells.length > 0 ? cellList(cells) : null}
</li>
`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${cut(text, MAX_CHARACTERS).slice(1)}.`;
}

function cellList(cells: readonly string[]): Html {
  const count = cells.length === 1 ? '1 cell' : `${whole(cells.length)} cells`;
  const omitted = cells.length - MAX_CELLS;
  const items = cells.slice(0, MAX_CELLS).map((id) => markup`<li><code>${id}</code></li>`);
  const rest = omitted > 0 ? markup`<li>and ${whole(omitted)} more</li>` : null;
  return markup`<details>
<summary>${count}</summary>
<ul class="cells">${items}${rest}</ul>
</details>`;
}
