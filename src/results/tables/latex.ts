// Tables for papers: LaTeX with booktabs. Names come from anywhere, so no character of them is a command,
// and whatever is not plain Latin text is spelled out, because pdfTeX stops at characters it has no font for.

import { printable } from '../../model/quote.js';
import type { Table } from '../table.js';

export interface LatexOptions {
  readonly caption: string;
  /** After `tab:`; letters, digits and dashes. */
  readonly label: string;
}

/** The whole file: a table to \input, in a document that uses booktabs. */
export function latexTable({ columns, rows }: Table, { caption, label }: LatexOptions): string {
  const lines = [
    '% Needs \\usepackage{booktabs}, and \\usepackage{graphicx} to fit the width of the text.',
    '\\begin{table}',
    '  \\centering',
    `  \\caption{${escapeLatex(caption)}}`,
    `  \\label{tab:${label}}`,
    '  \\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%',
    `  \\begin{tabular}{${columns.map(({ align }) => (align === 'right' ? 'r' : 'l')).join('')}}`,
    '    \\toprule',
    rowText(columns.map(({ heading }) => heading)),
    '    \\midrule',
    ...rows.map((row) => rowText(row.map(({ text }) => text))),
    '    \\bottomrule',
    '  \\end{tabular}}',
    '\\end{table}',
    '',
  ];
  return lines.join('\n');
}

function rowText(texts: readonly string[]): string {
  return `    ${texts.map(escapeLatex).join(' & ')} \\\\`;
}

/** The text as itself, in any font encoding and under any engine: nothing in it is a command. */
export function escapeLatex(text: string): string {
  return printable(text).replace(
    NOT_PLAIN,
    (character) => ESCAPES[character] ?? spelled(character),
  );
}

/** All but letters, digits, spaces and what means itself everywhere in LaTeX. */
const NOT_PLAIN = /[^A-Za-z0-9 .,:;!?()*+/=@']/gu;

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '%': '\\%',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': "{''}",
  '`': '\\textasciigrave{}',
  // Two of them in a row would become a longer dash.
  '-': '-{}',
  // At the beginning of a row it would be the optional argument of the line break before.
  '[': '{[}',
  ']': '{]}',
  '±': '$\\pm$',
  '×': '$\\times$',
  '²': '$^2$',
  µ: '$\\mu$',
  '…': '\\ldots{}',
};

/** Its code point, in ASCII. */
function spelled(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `{[}U+${code}{]}`;
}
