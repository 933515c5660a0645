// The first thing anyone reads: the verdict, what it is about, and what each strategy did.

import type { AnalysedStudy } from '../../analysis/analysis.js';
import type { Manifest } from '../../manifest.js';
import { html, type Html } from '../html.js';
import { whole } from '../quantity.js';
import { verdictBadge } from './verdict-badge.js';

export function headlineSection(study: AnalysedStudy): Html {
  const { headline } = study;
  return html`<header>
    <p class="kicker">mergestorm study <strong>${studyName(study.manifest)}</strong></p>
    <h1>${verdictBadge(headline.verdict)} ${headline.title}</h1>
    <ul class="headline">
      ${headline.sentences.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>
    <p class="facts">${factsOf(study).join(' · ')}</p>
  </header>`;
}

function studyName({ study }: Manifest): string {
  const name: unknown = 'study' in study ? study.study : null;
  return typeof name === 'string' ? name : 'without a name';
}

function factsOf({ cells, records, manifest }: AnalysedStudy): readonly string[] {
  const sizes = cells.map(({ factors }) => factors.agents);
  const range = [...new Set([Math.min(...sizes), Math.max(...sizes)])].map(whole).join(' to ');
  return [
    ...(cells.length === 0 ? [] : [`${range} agents`]),
    counted(cells.length, 'cell'),
    counted(records.length, 'repetition'),
    `started ${minuteOf(manifest.started_at)}`,
    `mergestorm ${manifest.tool_version}`,
  ];
}

function counted(count: number, noun: string): string {
  return `${whole(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `2025-01-02 03:04 UTC`. */
function minuteOf(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}
