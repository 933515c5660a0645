// A real browser for tests, from a registry package alone: binary, the libraries it needs beyond glibc, and a
// font are unpacked into a folder of this process, so that what else the machine has makes no difference.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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

/** The package unpacks into the folder for temporary files, and keeps what it finds there from earlier. */
async function unpackInto(folder: string): Promise<string> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    const { default: packed, inflate } = await import('@sparticuz/chromium');
    packed.setGraphicsMode = false;
    const [executablePath] = await Promise.all([
      packed.executablePath(),
      inflate(join(packageFolder(), 'bin', 'al2023.tar.br')),
    ]);
    return executablePath;
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

function packageFolder(): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  return join(dirname(entry), '..', '..');
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
