// Tables that are wider than others, on a screen and on a phone: what is cut off must be seen to go on.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildExchangeStudy } from '../build-exchange-study.js';
import { HAS_BROWSER, launchBrowser, type TestBrowser } from './browser.js';
import { renderReport } from './build-report.js';
import { openPage } from './open-page.js';

const content = await renderReport(
  buildExchangeStudy({
    strategies: ['transactional'],
    workloads: ['semantic_conflict', 'mixed'],
    topologies: ['mesh', 'gossip_pairs'],
    agents: [4],
    faults: ['none', 'drop=10%'],
    repetitions: 2,
  }),
);

describe.skipIf(!HAS_BROWSER)('a wide table', () => {
  let browser: TestBrowser;

  beforeAll(async () => {
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser.close();
  });

  it.each(['comparison', 'faults'])('of 1200 pixels shows all columns: %s', async (id) => {
    const { page } = await openPage(browser, content, { viewport: { width: 1200, height: 900 } });
    expect(await hiddenPixels(page, id)).toBe(0);
  });

  it.each(['light', 'dark'] as const)('is shaded where it goes on, in the %s', async (scheme) => {
    const options = { viewport: { width: 480, height: 780 }, colorScheme: scheme };
    const { page } = await openPage(browser, content, options);
    expect(await hiddenPixels(page, 'exchange')).toBeGreaterThan(0);
    const box = page.locator('#exchange .scroll');
    const shaded = await box.screenshot();
    await page.evaluate('document.querySelector("#exchange .scroll").style.background = "none"');
    expect(shaded.equals(await box.screenshot())).toBe(false);
  });
});

/** How much of the table of a section is to be scrolled to. */
function hiddenPixels(page: Page, id: string): Promise<number> {
  return page.evaluate<number>(`(() => {
    const { scrollWidth, clientWidth } = document.querySelector('#${id} .scroll');
    return scrollWidth - clientWidth;
  })()`);
}
