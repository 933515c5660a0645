// A comparison as text: for a terminal, for GitHub, and as JSON for machines.

import { printable } from '../../model/quote.js';
import { escapeMarkdown, markdownTable } from '../markdown.js';
import { renderTable } from '../render-table.js';
import { strictJson } from '../strict-json.js';
import type { TextOptions } from '../table.js';
import { sectionsOf, type Detail, type Section } from './sections.js';
import type { StudyComparison } from './study-comparison.js';

/** For a terminal, with a line break at the end. */
export function renderStudyComparison(
  comparison: StudyComparison,
  detail: Detail,
  options: TextOptions,
): string {
  const sections = sectionsOf(comparison, detail).map((section) => asText(section, options));
  return `${sections.join('\n\n')}\n`;
}

function asText(section: Section, options: TextOptions): string {
  return section.type === 'lines'
    ? section.lines.map(printable).join('\n')
    : `${section.title}\n${renderTable(section.table, options)}`;
}

/** In GitHub's Markdown, with a line break at the end. */
export function studyComparisonMarkdown(comparison: StudyComparison, detail: Detail): string {
  return `${sectionsOf(comparison, detail).map(asMarkdown).join('\n\n')}\n`;
}

function asMarkdown(section: Section): string {
  return section.type === 'lines'
    ? section.lines.map(markdownLine).join('\n')
    : `**${section.title}**\n\n${markdownTable(section.table).trimEnd()}`;
}

/** A line of its own, and an item where it begins with a dash. */
function markdownLine(line: string): string {
  return line.startsWith('- ') ? `- ${escapeMarkdown(line.slice(2))}` : `${escapeMarkdown(line)}  `;
}

/** The whole comparison; what is infinite is null. */
export function studyComparisonJson(comparison: StudyComparison): string {
  return strictJson(finite(comparison) as StudyComparison);
}

function finite(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(finite);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, finite(part)]));
}
