import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain, type Table } from '../../../src/results/table.js';
import { escapeLatex, latexTable } from '../../../src/results/tables/latex.js';

const TABLE: Table = {
  columns: [
    { heading: 'name', align: 'left' },
    { heading: 'lost_%', align: 'right' },
  ],
  rows: [
    [plain('\\input{/etc/passwd}'), plain('1 & 2')],
    [plain('[4pt] x'), plain('~')],
  ],
};

describe('escapeLatex', () => {
  it.each([
    ['\\input{/etc/passwd}', '\\textbackslash{}input\\{/etc/passwd\\}'],
    ['% _ $ # &', '\\% \\_ \\$ \\# \\&'],
    ['~ ^', '\\textasciitilde{} \\textasciicircum{}'],
    ['^^5cinput', '\\textasciicircum{}\\textasciicircum{}5cinput'],
    ['--- <a> |b|', '-{}-{}-{} \\textless{}a\\textgreater{} \\textbar{}b\\textbar{}'],
    ['"q" `r`', "{''}q{''} \\textasciigrave{}r\\textasciigrave{}"],
    ['±6% R² 3×', '$\\pm$6\\% R$^2$ 3$\\times$'],
    ['é 漢 😀', '{[}U+00E9{]} {[}U+6F22{]} {[}U+1F600{]}'],
    ['a\nb\u202e', 'a\\textbackslash{}u000ab\\textbackslash{}u202e'],
  ])('writes %j as itself', (text, latex) => {
    expect(escapeLatex(text)).toBe(latex);
  });

  it('leaves ASCII, balanced braces, and no command but its own, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const latex = escapeLatex(text);
        expect(latex).toMatch(/^[ -~]*$/);
        const rest = latex
          .replace(/\\(?:text[a-z]+|ldots)\{\}|\$(?:\\pm|\\times|\^2|\\mu)\$|\\[{}$&%#_]/g, '')
          .replace(/-\{\}|\{''\}|\{\[\}|\{\]\}/g, '');
        expect(rest).not.toMatch(/[\\{}$&%#_~^]/);
      }),
    );
  });
});

describe('a table for papers', () => {
  it('has as many cells in every row as it has columns, whatever they are called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (one, other) => {
        const rows = [[plain(one), plain(other)]];
        const lines = latexTable({ ...TABLE, rows }, { caption: one, label: 'x' }).split('\n');
        expect(lines).toHaveLength(15);
        expect(lines[10]?.match(/(?<!\\)&/g)).toHaveLength(1);
        expect(lines[10]).toMatch(/ \\\\$/);
      }),
    );
  });

  const latex = latexTable(TABLE, { caption: 'What 100 % lost', label: 'mergestorm-x' });

  it('is booktabs with its caption and label', () => {
    expect(latex.split('\n')).toEqual([
      '% Needs \\usepackage{booktabs}, and \\usepackage{graphicx} to fit the width of the text.',
      '\\begin{table}',
      '  \\centering',
      '  \\caption{What 100 \\% lost}',
      '  \\label{tab:mergestorm-x}',
      '  \\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%',
      '  \\begin{tabular}{lr}',
      '    \\toprule',
      '    name & lost\\_\\% \\\\',
      '    \\midrule',
      '    \\textbackslash{}input\\{/etc/passwd\\} & 1 \\& 2 \\\\',
      '    {[}4pt{]} x & \\textasciitilde{} \\\\',
      '    \\bottomrule',
      '  \\end{tabular}}',
      '\\end{table}',
      '',
    ]);
  });
});
