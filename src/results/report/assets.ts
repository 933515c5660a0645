// The page's script and style, built from src/report-client/ and shipped beside the compiled sources.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface Assets {
  readonly script: string;
  readonly style: string;
}

// Resolved through package.json "imports": always the built files, also where tests load the sources.
const { resolve } = createRequire(import.meta.url);

export function readAssets(): Assets {
  return { script: read('#report-client/main.js'), style: read('#report-client/page.css') };
}

function read(name: string): string {
  return readFileSync(resolve(name), 'utf8');
}
