// A real browser for tests, from a registry package alone: binary, the libraries it needs beyond glibc, and a
// font are unpacked into a folder of this process, so that what else the machine has makes no difference.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** The package holds a binary for this platform alone. */
export const HAS_BROWSER = process.platform === 'linux' && process.arch === 'x64';

export interface TestBrowser {
  readonly browser: Browser;
  /** A folder for files that are opened; gone with the browser. */
  readonly folder: string;
  close(): Promise<void>;
}

export async function launchBrowser(): Promise<TestBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'mergestorm-browser-'));
  const executablePath = await unpackInto(folder);
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'],
    env: {
      HOME: folder,
      TMPDIR: folder,
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: fontConfiguration(folder),
    },
  });
  return {
    browser,
    folder,
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * The package unpacks into the folder for temporary files, and keeps what it finds there from earlier. The
 * libraries come along only where it takes the machine for the service that it is made for.
 */
async function unpackInto(folder: string): Promise<string> {
  const { default: packed } = await import('@sparticuz/chromium');
  packed.setGraphicsMode = false;
  return withEnvironment({ TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' }, () =>
    packed.executablePath(),
  );
}

async function withEnvironment<T>(
  changes: Readonly<Record<string, string>>,
  work: () => Promise<T>,
): Promise<T> {
  const before = { ...process.env };
  Object.assign(process.env, changes);
  try {
    return await work();
  } finally {
    for (const name of Object.keys(changes)) {
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[name];
    }
  }
}

/** The package's own configuration names a fixed folder. */
function fontConfiguration(folder: string): string {
  const path = join(folder, 'fonts.conf');
  const cache = join(folder, 'font-cache');
  mkdirSync(cache);
  writeFileSync(
    path,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${join(folder, 'fonts')}</dir><cachedir>${cache}</cachedir></fontconfig>`,
  );
  return path;
}
