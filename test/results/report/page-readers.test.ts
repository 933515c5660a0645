// The page in a real browser: read with a keyboard, on a phone, in the dark, on paper, without a script.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HAS_BROWSER, launchBrowser, type TestBrowser } from './browser.js';
import { buildExchangeStudy } from '../build-exchange-study.js';
import { buildMixedStudy, renderReport } from './build-report.js';
import { contrastOf } from './measure-page.js';
import { openPage } from './open-page.js';

const study = buildMixedStudy();
const content = await renderReport(study);

describe.skipIf(!HAS_BROWSER)('the page', () => {
  let browser: TestBrowser;

  beforeAll(async () => {
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser.close();
  });

  it('shows the comparison at another number of agents', async () => {
    const { page } = await openPage(browser, content);
    const table = page.locator('#comparison table');
    expect(await table.locator('tbody tr:visible').count()).toBe(6);
    const before = await table.innerText();
    await page.locator('#comparison').getByLabel('Number of agents').selectOption('2');
    expect(await table.locator('tbody tr:visible').count()).toBe(6);
    expect(await table.innerText()).not.toBe(before);
  });

  it('copies a command, or selects it where the clipboard is closed', async () => {
    const { page } = await openPage(browser, content, { permissions: [] });
    const command = page.locator('#commands .command').first();
    await command.getByRole('button', { name: 'Copy' }).click();
    await expect
      .poll(() => page.locator('#announcement').textContent())
      .toMatch(/^(Copied|Selected)/);
  });

  it('is worked with a keyboard alone, in the order of reading', async () => {
    const { page } = await openPage(browser, content);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the results');
    await page.keyboard.press('Enter');
    const order: string[] = [];
    for (let step = 0; step < 8; step += 1) {
      await page.keyboard.press('Tab');
      order.push(await focused(page));
    }
    expect(order).toEqual([
      ...['size', 'Comparison table', 'What the columns mean'],
      ...[
        'metric',
        'workload',
        'log',
        'Show the numbers',
        'strategy, exponent b, 95 % interval, R², sizes',
      ],
    ]);
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowDown');
    expect(await axisTitle(page)).toBe('Merge p50 (ms)');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    expect(await page.getByLabel('linear', { exact: true }).isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator('#scaling-numbers').isVisible()).toBe(true);
  });

  it('shows where the focus is', async () => {
    const { page } = await openPage(browser, content);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(
      await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle'),
    ).toBe('solid');
  });

  it('fits a phone without scrolling sideways', async () => {
    const { page } = await openPage(browser, content, { viewport: { width: 360, height: 780 } });
    await page.evaluate(
      'for (const part of document.querySelectorAll("details")) part.open = true',
    );
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(360);
    const [chart] = await page.locator('#scaling-figure svg').all();
    const box = await chart?.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(360);
  });

  it('fits a phone with its tables of exchange and faults, which scroll on their own', async () => {
    const faulted = await renderReport(
      buildExchangeStudy({ agents: [4], faults: ['none', 'drop=10%'], repetitions: 2 }),
    );
    const options = { viewport: { width: 360, height: 780 } };
    const { page, problems } = await openPage(browser, faulted, options);
    await page.locator('#faults summary').click();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(360);
    expect(await page.locator('#exchange tbody tr').count()).toBe(12);
    expect(await page.locator('#faults tbody tr').count()).toBe(6);
    expect(await page.locator('#faults .remarks li').first().isVisible()).toBe(true);
    expect(problems).toEqual([]);
  });

  it('draws its charts as wide as the window becomes', async () => {
    const { page } = await openPage(browser, content);
    const chart = page.locator('#scaling-figure svg');
    await page.setViewportSize({ width: 500, height: 800 });
    await expect.poll(async () => (await chart.boundingBox())?.width).toBe(460);
  });

  it.each(['light', 'dark'] as const)('can be read in the %s', async (colorScheme) => {
    const { page } = await openPage(browser, content, { colorScheme });
    for (const selector of [
      ...[
        'p',
        '.kicker',
        '.facts',
        '.good',
        '.bad',
        'a',
        'th',
        'td',
        'td.aside',
        '.note',
        'summary',
      ],
      ...['select', 'button', '.command code', '.warnings p', 'footer p', 'dt', 'dd', 'figcaption'],
      ...['#scaling-figure .role-axis-label text', '#scaling-figure .role-axis-title text'],
    ]) {
      expect(await contrastOf(page, selector), selector).toBeGreaterThanOrEqual(4.5);
    }
    for (const selector of ['.series-1 path', '.series-2 path', '.series-3 path']) {
      expect(await contrastOf(page, selector), selector).toBeGreaterThanOrEqual(3);
    }
  });

  it('is dark only where that is wished', async () => {
    const light = await openPage(browser, content, { colorScheme: 'light' });
    const dark = await openPage(browser, content, { colorScheme: 'dark' });
    const colours = await Promise.all([light, dark].map(({ page }) => background(page)));
    expect(colours).toEqual(['rgb(252, 252, 250)', 'rgb(21, 24, 27)']);
    await dark.page.emulateMedia({ media: 'print' });
    expect(await background(dark.page)).toBe('rgb(255, 255, 255)');
  });

  it('is printed with its tables unfolded and without its controls', async () => {
    const { page } = await openPage(browser, content, { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await page.locator('#scaling-numbers tbody tr').first().isVisible()).toBe(true);
    expect(await page.locator('details.unfolds:not([open])').count()).toBe(0);
    expect(await page.getByText('Expected failures').isVisible()).toBe(true);
    expect(await page.locator('details:not(.unfolds):visible').count()).toBe(0);
    expect(await page.locator('form:visible, button:visible, nav:visible').count()).toBe(0);
    expect(await page.locator('figure svg:visible').count()).toBe(3);
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
    expect(await page.locator('details[open]').count()).toBe(0);
  });

  it('moves nothing where motion is not wished', async () => {
    const { page } = await openPage(browser, content, { reducedMotion: 'reduce' });
    expect(
      await page.evaluate<string>('getComputedStyle(document.documentElement).scrollBehavior'),
    ).toBe('auto');
  });

  it('keeps headline and tables without JavaScript', async () => {
    const { page } = await openPage(browser, content, { javaScriptEnabled: false });
    const text = await page.locator('body').innerText();
    expect(text).toContain(study.headline.title);
    expect(text).toContain('The figure needs JavaScript; its numbers do not.');
    expect(await page.locator('#comparison tbody tr:visible').count()).toBe(6);
    expect(await page.locator('form:visible, figure:visible').count()).toBe(0);
    await page.locator('#scaling summary').click();
    expect(await page.locator('#scaling-numbers tbody tr:visible').count()).toBe(12);
  });

  it('has nothing that axe objects to', async () => {
    const path = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
    const { page } = await openPage(browser, content);
    await page.evaluate(
      'for (const part of document.querySelectorAll("details")) part.open = true',
    );
    await page.evaluate(readFileSync(path, 'utf8'));
    const violations = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
      'axe.run().then(({ violations }) => violations)',
    );
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});

/** The name of what has the focus: its own, its value, or its text. */
function focused(page: Page): Promise<string> {
  return page.evaluate<string>(`(() => {
    const element = document.activeElement;
    if (element.type === 'radio') return element.value;
    return element.name || element.getAttribute('aria-label') || element.textContent.trim();
  })()`);
}

async function axisTitle(page: Page): Promise<string | null> {
  return page.locator('#scaling-figure .role-axis-title').last().textContent();
}

function background(page: Page): Promise<string> {
  return page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
}
