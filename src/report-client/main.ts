// The page's script: it draws the charts, and lets the reader choose what they and the tables show. All texts
// are in the page already or come formatted with its data; without this script headline and tables remain.

import type { PageData } from '../results/report/page-data.js';
import { enableComparison } from './comparison.js';
import { addCopyButtons } from './copy.js';
import { readPageData, replaceFallbacks } from './page.js';
import { enablePercentiles } from './percentiles.js';
import { enablePhases } from './phases.js';
import { unfoldForPrint } from './print.js';
import { enableScaling } from './scaling.js';

start(readPageData());

function start(data: PageData): void {
  replaceFallbacks();
  enableComparison();
  enableScaling(data);
  enablePhases(data);
  enablePercentiles(data);
  addCopyButtons();
  unfoldForPrint();
}
