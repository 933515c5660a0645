import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain, type Table } from '../../../src/results/table.js';
import { escapeLatex, latexTable } from '../../../src/results/tables/latex.js';

const OPTIONS = { caption: 'What was lost', label: 'losses' };

function tableOf(...rows: readonly (readonly string[])[]): Table {
  return {
    columns: [
      { heading: 'strategy', align: 'left' },
      { heading: 'writes_lost', align: 'right' },
    ],
    rows: rows.map((row) => row.map(plain)),
  };
}

describe('latexTable', () => {
  it('is a booktabs table with caption, label and one line a row', () => {
    const lines = latexTable(tableOf(['lww', '3'], ['crdt', '0']), OPTIONS).split('\n');
    expect(lines.map((line) => line.trim())).toEqual([
      expect.stringMatching(/^% Needs \\usepackage\{booktabs\}/),
      '\\begin{table}',
      '\\centering',
      '\\caption{What was lost}',
      '\\label{tab:losses}',
      expect.stringMatching(/^\\resizebox\{/),
      '\\begin{tabular}{lr}',
      '\\toprule',
      'strategy & writes\\_lost \\\\',
      '\\midrule',
      'lww & 3 \\\\',
      'crdt & 0 \\\\',
      '\\bottomrule',
      '\\end{tabular}}',
      '\\end{table}',
      '',
    ]);
  });

  it('has as many cells in every row as it has columns, whatever they are called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (one, other) => {
        const lines = latexTable(tableOf([one, other]), OPTIONS).split('\n');
        expect(lines).toHaveLength(15);
        expect(lines[10]?.match(/(?<!\\)&/g)).toHaveLength(1);
        expect(lines[10]).toMatch(/ \\\\$/);
      }),
    );
  });
});

describe('escapeLatex', () => {
  it.each([
    ['\\input{/etc/passwd}', '\\textbackslash{}input\\{/etc/passwd\\}'],
    ['100 % of $5 & #1', '100 \\% of \\$5 \\& \\#1'],
    ['a_b^c~d', 'a\\_b\\textasciicircum{}c\\textasciitilde{}d'],
    ['<tag>|"`', "\\textless{}tag\\textgreater{}\\textbar{}{''}\\textasciigrave{}"],
    ['[x] at the beginning of a row', '{[}x{]} at the beginning of a row'],
    ['--resume', '-{}-{}resume'],
    ['^^5c', '\\textasciicircum{}\\textasciicircum{}5c'],
    ['1.23 ±6% R² 4 µs', '1.23 $\\pm$6\\% R$^2$ 4 $\\mu$s'],
    ['中', '{[}U+4E2D{]}'],
    ['😀', '{[}U+1F600{]}'],
    ['a\nb', 'a\\textbackslash{}u000ab'],
    ['lww', 'lww'],
  ])('writes %j as %j', (text, escaped) => {
    expect(escapeLatex(text)).toBe(escaped);
  });

  it('leaves no character that means something to LaTeX, and only ASCII', () => {
    const special = fc.constantFrom(...Array.from('\\{}$&%#_~^<>|"`[]-\u0000\u202e\ud800'));
    fc.assert(
      fc.property(fc.array(fc.oneof(special, fc.string({ unit: 'binary' }))), (parts) => {
        const escaped = escapeLatex(parts.join(''));
        // Without our own commands and groups, nothing is left of what they are made of.
        const rest = escaped
          .replaceAll(/\\text[a-z]+\{\}|\\ldots\{\}|\$\\[a-z]+\$|\$\^2\$/g, '')
          .replaceAll(/\\[{}$&%#_]/g, '')
          .replaceAll(/\{\[\}|\{\]\}|\{''\}|-\{\}/g, '');
        expect(rest).toMatch(/^[A-Za-z0-9 .,:;!?()*+/=@']*$/);
      }),
    );
  });
});
