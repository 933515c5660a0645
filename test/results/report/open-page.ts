// Opens a page as its readers do, from a file, and keeps account of all it should not do.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { TestBrowser } from './browser.js';

export interface OpenPage {
  readonly page: Page;
  /** Errors, warnings and violated policies, as the console has them. */
  readonly problems: readonly string[];
  /** What was asked for besides the file; all of it was refused. */
  readonly requests: readonly string[];
}

let files = 0;

export async function openPage(
  { browser, folder }: TestBrowser,
  content: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  files += 1;
  const path = join(folder, `report-${files}.html`);
  writeFileSync(path, content);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const opened: { page: Page; problems: string[]; requests: string[] } = {
    page,
    problems: [],
    requests: [],
  };
  const url = pathToFileURL(path).href;
  await context.route(
    (requested) => requested.href.split('#')[0] !== url,
    async (route) => {
      opened.requests.push(route.request().url());
      await route.abort();
    },
  );
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) opened.problems.push(message.text());
  });
  page.on('pageerror', (error) => {
    opened.problems.push(error.message);
  });
  await page.goto(url);
  return opened;
}
