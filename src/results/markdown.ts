// Tables for GitHub: summaries that are pasted into issues, pull requests and READMEs.

import { printable } from '../model/quote.js';
import { comparisonOf, type Comparison } from './comparison.js';
import type { Note } from './notes.js';
import type { Remark } from './remarks.js';
import type { RepetitionRecord } from './record.js';
import type { Column, Table } from './table.js';

/** The comparison as a Markdown document: the table and, as a list, why rows did not pass. */
export function toMarkdown(records: readonly RepetitionRecord[]): string {
  return comparisonMarkdown(comparisonOf(records));
}

/** A comparison that was made already, in the same way. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { exchange, notes, omitted, remarks, remarks_omitted, warnings } = comparison;
  const items = [
    ...notes.flatMap(noteItems),
    ...(omitted > 0 ? [`- and ${omitted} more that did not pass`] : []),
    ...remarks.map(remarkItem),
    ...(remarks_omitted > 0 ? [`- and ${remarks_omitted} more notes`] : []),
    ...warnings.map((warning) => `- warning: ${escapeMarkdown(warning)}`),
  ];
  const tables = [comparison.table, ...(exchange === null ? [] : [exchange])];
  return [
    ...tables.map(markdownTable),
    ...(items.length === 0 ? [] : [`${items.join('\n')}\n`]),
  ].join('\n');
}

/** One table in GitHub's Markdown, with a line break at the end. */
export function markdownTable({ columns, rows }: Table): string {
  const lines = [
    columns.map(({ heading }) => escapeMarkdown(heading)),
    columns.map(ruleOf),
    ...rows.map((row) => row.map(({ text }) => escapeMarkdown(text))),
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function noteItems({ verdict, subject, reasons, reproduce }: Note): readonly string[] {
  return [
    `- **${verdict}** ${escapeMarkdown(subject)}`,
    ...reasons.map((reason) => `  - ${escapeMarkdown(reason)}`),
    `  - reproduce: ${codeSpan(reproduce)}`,
  ];
}

function remarkItem({ subject, text }: Remark): string {
  return `- ${escapeMarkdown(subject === '' ? text : `${subject}: ${text}`)}`;
}

function ruleOf({ align }: Column): string {
  return align === 'right' ? '---:' : '---';
}

/** An underscore inside a word is only itself, and names read better without a backslash in them. */
const SPECIAL = /[\\`*<>|[\]&~#]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;

/** The text as itself: nothing in it is markup. */
export function escapeMarkdown(text: string): string {
  return printable(text).replace(SPECIAL, '\\$&');
}

/** The text as code; the span is fenced by more backticks than stand anywhere in it. */
export function codeSpan(text: string): string {
  const safe = printable(text);
  const runs = safe.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  return runs.length === 0 ? `\`${safe}\`` : `${fence} ${safe} ${fence}`;
}
