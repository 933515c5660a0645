// What there is to remark on cells that need not have failed, as a folded list: one line for each text, with
// the cells it is about.

import type { CellAnalysis } from '../../analysis/analysis.js';
import { whole } from '../../quantity.js';
import { remarksOn, type Remark } from '../../remarks.js';
import { distinguishingViews } from '../../views.js';
import { cut } from '../cut.js';
import { markup, type Html } from '../html.js';

const MAX_REMARKS = 60;
const MAX_CHARACTERS = 400;

/** Of the repetitions that the cells are shown by; null where there is nothing to remark. */
export function remarksPart(summary: string, cells: readonly CellAnalysis[]): Html | null {
  const records = cells.map(({ shown }) => shown);
  const remarks = remarksOn(records, distinguishingViews(records));
  if (remarks.length === 0) return null;
  const omitted = remarks.length - MAX_REMARKS;
  return markup`<details class="unfolds">
<summary>${summary}</summary>
<ul class="remarks">${remarks.slice(0, MAX_REMARKS).map(remarkItem)}</ul>
${omitted > 0 ? markup`<p class="note">And ${whole(omitted)} more, in results.json.</p>` : null}
</details>`;
}

function remarkItem({ subject, text }: Remark): Html {
  const place = subject === '' ? null : markup`<strong>${cut(subject, MAX_CHARACTERS)}:</strong> `;
  return markup`<li>${place}${cut(text, MAX_CHARACTERS)}</li>
`;
}
