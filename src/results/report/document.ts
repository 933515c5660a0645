// The frame of the page: one document whose policy allows its own script and style and nothing else, no
// request among it. What stands in it is written by the sections.

import { createHash } from 'node:crypto';
import type { Assets } from './assets.js';
import { inlineJson, markup, trusted, type Html } from './html.js';
import type { PageData } from './page-data.js';
import type { Section } from './sections/section.js';

export interface DocumentParts {
  readonly title: string;
  readonly header: Html;
  readonly sections: readonly Section[];
  readonly data: PageData;
  readonly assets: Assets;
}

/** The text of the whole file. */
export function documentOf({ title, header, sections, data, assets }: DocumentParts): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(assets)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trusted(assets.style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the results</a>
${header}
<nav aria-label="Contents"><ul>${sections.map(contentsItem)}</ul></nav>
<main id="main" tabindex="-1">
${sections.map(sectionMarkup)}</main>
<footer>
<p>Made from journal and manifest alone: <code>mergestorm report</code> makes it again, byte for byte.
Charts are drawn by Vega (BSD 3-Clause, University of Washington Interactive Data Lab and Vega contributors).</p>
</footer>
<p id="announcement" class="visually-hidden" role="status"></p>
<script type="application/json" id="page-data">${trusted(inlineJson(data))}</script>
<script>${trusted(assets.script)}</script>
</body>
</html>
`.text;
}

function contentsItem({ id, heading }: Section): Html {
  return markup`<li><a href="#${id}">${heading}</a></li>`;
}

function sectionMarkup({ id, heading, body }: Section): Html {
  return markup`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${body}
</section>
`;
}

function policyOf({ script, style }: Assets): string {
  return [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
