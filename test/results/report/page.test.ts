// The page in a real browser: what it shows, and what it must never do.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HAS_BROWSER, launchBrowser, type TestBrowser } from './browser.js';
import { buildAnalysedStudy, buildMixedStudy, renderReport } from './build-report.js';
import { correlation, marksOf } from './measure-page.js';
import { openPage, type OpenPage } from './open-page.js';

const study = buildMixedStudy();
const content = await renderReport(study);

describe.skipIf(!HAS_BROWSER)('the page', () => {
  let browser: TestBrowser;
  let wide: OpenPage;

  beforeAll(async () => {
    browser = await launchBrowser();
    wide = await openPage(browser, content);
  });

  afterAll(async () => {
    await browser.close();
  });

  it('begins with the verdict and the headline', async () => {
    const { page } = wide;
    const top = (await page.locator('body').innerText()).split('\n').filter((line) => line !== '');
    expect(top.slice(0, 3).join(' ')).toContain(study.headline.title);
    expect(await page.locator('h1 .verdict').innerText()).toBe(study.headline.verdict);
    expect(await page.locator('.headline li').allInnerTexts()).toEqual(study.headline.sentences);
  });

  it('draws a mark for every cell where its number belongs', async () => {
    const { page } = await openPage(browser, content);
    const marks = await marksOf(page, '#scaling-figure');
    expect(marks).toHaveLength(12);
    for (const scale of ['logarithmic', 'linear']) {
      await page.getByLabel(scale, { exact: true }).check();
      const drawn = await marksOf(page, '#scaling-figure');
      const heights = drawn.map(({ y }) => -y);
      const values = drawn.map(({ label, agents }) => convergeMs(label, agents));
      const placed = scale === 'linear' ? values : values.map(Math.log);
      expect(correlation(heights, placed)).toBeGreaterThan(0.999_99);
      expect(drawn.map(({ value }) => value)).toEqual(values.map((value) => closeTo(value)));
    }
  });

  it('draws what did not pass hollow, and names it', async () => {
    const { page } = await openPage(browser, content);
    const marks = await marksOf(page, '#scaling-figure');
    const hollow = marks.filter(({ fill }) => fill === 'var(--paper)');
    expect(hollow.map(({ label, agents }) => `${label} ${agents}`)).toEqual([
      ...['lww 2', 'lww 4', 'lww 8', 'lww 16'],
      'crdt 4',
    ]);
    expect(await page.locator('#scaling-figure figcaption').innerText()).toMatch(
      /Not to be compared: lww \(failed, as expected\) at 2, 4, 8, 16 agents; crdt \(failed\) at 4 agents\./,
    );
  });

  it('draws the interval of every mark that has one', async () => {
    const { page } = wide;
    expect(await page.locator('#scaling-figure .mark-rule.role-mark line').count()).toBe(12);
  });

  it('shows another metric of another workload when they are chosen', async () => {
    const { page } = await openPage(browser, content);
    const figure = page.locator('#scaling-figure');
    const form = page.locator('form[data-controls="scaling"]');
    await form.getByLabel('Metric').selectOption('Bytes exchanged (KiB)');
    await form.getByLabel('Workload').selectOption('semantic_conflict');
    expect(await figure.locator('.role-axis-title').allTextContents()).toContain(
      'Bytes exchanged (KiB)',
    );
    expect(await figure.locator('div[role=img]').getAttribute('aria-label')).toMatch(
      /^Bytes exchanged \(KiB\) against the number of agents, workload semantic_conflict\./,
    );
    const marks = await marksOf(page, '#scaling-figure');
    expect(marks.find(({ label, agents }) => label === 'crdt' && agents === 8)?.value).toBe(28);
    await page.locator('#scaling summary').click();
    expect(await rowTexts(page, '#scaling-numbers')).toContainEqual([
      ...['crdt', '8', '28.0 KiB', '28.0 to 28.0 KiB', '3', 'passed'],
    ]);
    expect(await rowTexts(page, '#scaling-laws')).toHaveLength(3);
  });

  it('has a place for 0 on a logarithmic axis', async () => {
    const { page, problems } = await openPage(browser, content);
    await page.getByLabel('Metric').selectOption('Contributions lost');
    const marks = await marksOf(page, '#scaling-figure');
    const none = marks.filter(({ value }) => value === 0);
    expect(none).toHaveLength(8);
    expect(new Set(none.map(({ y }) => y)).size).toBe(1);
    expect(await page.locator('#scaling-figure figcaption').innerText()).toContain('linear below');
    expect(problems).toEqual([]);
  });

  it('says on every mark how many repetitions it rests on', async () => {
    const { page } = await openPage(browser, content);
    await page.locator('#scaling-figure .mark-symbol path').last().hover();
    const lines = await page.locator('.tooltip').innerText();
    expect(lines).toMatch(
      /crdt, 16 agents\nTime to converge \(ms\): .* ms\n95 % interval .*\nn = 3/,
    );
    await page.locator('h1').hover();
    expect(await page.locator('.tooltip').isVisible()).toBe(false);
  });

  it('stacks the phases of each strategy and draws the percentiles of each step', async () => {
    const { page } = await openPage(browser, content);
    expect(await page.locator('#phases-figure .mark-rect.role-mark path').count()).toBe(9);
    const curves = page.locator('#percentiles-figure .mark-line.role-mark path');
    expect(await curves.count()).toBe(3);
    const merging = await curves.first().getAttribute('d');
    await page.getByLabel('Step').selectOption('apply');
    expect(await curves.first().getAttribute('d')).not.toBe(merging);
    await page.locator('#time').getByLabel('Number of agents').selectOption('2');
    expect(await page.locator('#phases-figure figcaption').innerText()).toContain('at 2 agents');
  });

  it('shows failures with their reasons and the command that shows them again', async () => {
    const { page } = wide;
    const failure = page.locator('.failures > li').first();
    expect(await failure.innerText()).toMatch(/FAIL crdt on clean_merge, 4 agents/);
    expect(await failure.innerText()).toContain('survival: lost "x"');
    expect(await failure.locator('code').innerText()).toMatch(/^mergestorm run --strategy crdt/);
    expect(await page.locator('.failures > li:visible').count()).toBe(1);
  });

  it('lets no text of a study become markup', async () => {
    const hostile = `</script><img src=x onerror="document.title='gone'"><!--`;
    const { page, problems, requests } = await openPage(
      browser,
      await renderReport(
        buildAnalysedStudy({
          shape: { strategies: ['lww', hostile], agents: [2, 4] },
          record: (record) => ({
            ...record,
            workload: `${record.workload}${hostile}`,
            topology: hostile,
            status: 'crashed',
            verdict: 'FAIL',
            note: hostile,
            reproduce: hostile,
            warnings: [hostile],
            findings: [{ check: hostile, verdict: 'FAIL', reasons: [hostile] }],
          }),
          manifest: {
            argv: [hostile],
            study: { study: hostile, [hostile]: hostile },
            environment: { [hostile]: hostile },
            inputs: [{ path: hostile, sha256: hostile }],
          },
        }),
      ),
    );
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).not.toBe('gone');
    expect(await page.locator('.kicker strong').innerText()).toBe(hostile);
    expect(await page.locator('#scaling-figure svg').count()).toBe(1);
    const marks = await marksOf(page, '#scaling-figure');
    const index = marks.findIndex(({ label }) => label === hostile);
    await page.locator('#scaling-figure .mark-symbol path').nth(index).hover();
    expect(await page.locator('.tooltip').innerText()).toContain(hostile);
    expect([...problems, ...requests]).toEqual([]);
  });

  it.each([
    ['one cell', { workloads: ['mixed'], strategies: ['crdt'], agents: [8], repetitions: 1 }],
    ['one size', { workloads: ['mixed'], strategies: ['lww', 'crdt'], agents: [8] }],
    ['a single agent', { workloads: ['mixed'], strategies: ['lww', 'crdt'], agents: [1, 2] }],
  ])('draws a study of %s', async (_, shape) => {
    const { page, problems } = await openPage(
      browser,
      await renderReport(buildAnalysedStudy({ shape })),
    );
    const marks = await marksOf(page, '#scaling-figure');
    const cells = shape.strategies.length * shape.agents.length;
    expect(marks).toHaveLength(cells);
    for (const { x, y } of marks) expect([x, y].every(Number.isFinite)).toBe(true);
    expect(problems).toEqual([]);
  });

  it('asks for nothing and complains of nothing', () => {
    expect(wide.requests).toEqual([]);
    expect(wide.problems).toEqual([]);
  });
});

function convergeMs(strategy: string, agents: number): number {
  const cell = study.cells.find(
    ({ factors }) =>
      factors.workload === 'clean_merge' &&
      factors.strategy === strategy &&
      factors.agents === agents,
  );
  return (cell?.metrics.converge_ns?.point ?? Number.NaN) / 1e6;
}

function closeTo(value: number): number {
  return expect.closeTo(value, 9) as number;
}

async function rowTexts(page: Page, table: string): Promise<string[][]> {
  const rows = await page.locator(`${table} tbody tr`).all();
  return Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()));
}
