// report.html: a study for people, in one file that needs nothing else. Verdict and headline first, then
// what they rest on, then how to see it happen again.

import type { AnalysedStudy } from '../analysis/analysis.js';
import type { DerivedFile, Deriver } from '../derived/derived-file.js';
import { STUDY_FILES } from '../study/layout.js';
import { readAssets } from './assets.js';
import { buildPageData } from './build-page-data.js';
import { commandsSection } from './sections/commands.js';
import { comparisonSection } from './sections/comparison.js';
import { environmentSection } from './sections/environment.js';
import { exchangeSection } from './sections/exchange.js';
import { failuresSection } from './sections/failures.js';
import { faultsSection } from './sections/faults.js';
import { headlineSection } from './sections/headline.js';
import { scalingSection } from './sections/scaling.js';
import { sessionsSection } from './sections/sessions.js';
import { timeSection } from './sections/time.js';
import { warningsSection } from './sections/warnings.js';
import { documentOf } from './document.js';

export const reportFile: Deriver = async (
  study: AnalysedStudy,
): Promise<readonly DerivedFile[]> => {
  const data = buildPageData(study);
  const sections = [
    comparisonSection(study),
    scalingSection(data),
    timeSection(data),
    exchangeSection(study),
    faultsSection(study),
    await sessionsSection(study),
    failuresSection(study),
    warningsSection(study),
    environmentSection(study),
    commandsSection(study),
  ];
  const content = documentOf({
    title: `mergestorm: ${study.headline.title}`,
    header: headlineSection(study),
    sections: sections.filter((section) => section !== null),
    data,
    assets: readAssets(),
  });
  return [{ path: STUDY_FILES.report, content }];
};
