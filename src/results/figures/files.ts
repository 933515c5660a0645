// figures/: every figure that has something to show, as SVG and as the specification it was drawn from.

import type { AnalysedStudy } from '../analysis/analysis.js';
import type { DerivedFile } from '../derived/derived-file.js';
import { strictJson } from '../strict-json.js';
import { STUDY_FOLDERS } from '../study/layout.js';
import { FIGURES } from './registry.js';
import { svgOf } from './svg.js';

/** One after the other: drawing counts names from 0, and two at once would share the count. */
export async function figureFiles(study: AnalysedStudy): Promise<readonly DerivedFile[]> {
  const files: DerivedFile[] = [];
  for (const { name, specOf } of FIGURES) {
    const spec = specOf(study);
    if (spec === null) continue;
    const path = `${STUDY_FOLDERS.figures}/${name}`;
    files.push(
      { path: `${path}.vl.json`, content: strictJson(spec) },
      { path: `${path}.svg`, content: await svgOf(name, spec) },
    );
  }
  return files;
}
