// The first thing anyone reads: the verdict, what it is about, and what each strategy did.

import type { AnalysedStudy } from '../../analysis/analysis.js';
import { allCells } from '../../analysis/parts.js';
import type { Manifest } from '../../manifest.js';
import { markup, type Html } from '../html.js';
import { counted } from '../../../model/wording.js';
import { whole } from '../../quantity.js';
import { verdictBadge } from './verdict-badge.js';

export function headlineSection(study: AnalysedStudy): Html {
  const { headline, manifest } = study;
  return markup`<header>
<p class="kicker">mergestorm study <strong>${studyName(manifest)}</strong></p>
<h1>${verdictBadge(headline.verdict)} ${headline.title}</h1>
<ul class="headline">${headline.sentences.map((sentence) => markup`<li>${sentence}</li>`)}</ul>
<p class="facts">${factsOf(study).join(' · ')}</p>
</header>`;
}

function studyName({ study }: Manifest): string {
  const name: unknown = 'study' in study ? study.study : null;
  return typeof name === 'string' ? name : 'without a name';
}

function factsOf(study: AnalysedStudy): readonly string[] {
  const { records, manifest } = study;
  const cells = allCells(study);
  return [
    ...sizesText(cells.map(({ factors }) => factors.agents)),
    counted(cells.length, 'cell'),
    counted(records.length, 'repetition'),
    `started ${minuteOf(manifest.started_at)}`,
    `mergestorm ${manifest.tool_version}`,
  ];
}

function sizesText(sizes: readonly number[]): readonly string[] {
  if (sizes.length === 0) return [];
  const ends = new Set([Math.min(...sizes), Math.max(...sizes)]);
  return [`${[...ends].map(whole).join(' to ')} agents`];
}

/** `2025-01-02 03:04 UTC`. */
function minuteOf(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}
