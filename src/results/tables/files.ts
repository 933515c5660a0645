// tables/: every table for papers (.tex) and for GitHub (.md).

import type { Deriver } from '../derived/derived-file.js';
import { escapeMarkdown, markdownTable } from '../markdown.js';
import { STUDY_FOLDERS } from '../study/layout.js';
import { latexTable } from './latex.js';
import { STUDY_TABLES } from './registry.js';

export const tableFiles: Deriver = (study) =>
  STUDY_TABLES.flatMap(({ name, caption, tableOf }) => {
    const table = tableOf(study);
    if (table.rows.length === 0) return [];
    const path = `${STUDY_FOLDERS.tables}/${name}`;
    const markdown = `${escapeMarkdown(caption)}\n\n${markdownTable(table)}`;
    return [
      { path: `${path}.tex`, content: latexTable(table, { caption, label: `mergestorm-${name}` }) },
      { path: `${path}.md`, content: markdown },
    ];
  });
