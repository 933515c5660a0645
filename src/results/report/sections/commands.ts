// The exact commands: what was typed, and what to type to go on from here.

import { shellQuote } from '../../../model/shell.js';
import type { AnalysedStudy } from '../../analysis/analysis.js';
import type { InputFile } from '../../manifest.js';
import { html, type Html } from '../html.js';
import { commandBlock } from './command-block.js';
import type { Section } from './section.js';

export function commandsSection({ manifest }: AnalysedStudy): Section {
  const { argv, resumptions, inputs, study, seed } = manifest;
  return {
    id: 'commands',
    heading: 'Commands',
    body: html`<p>The study was started with seed ${String(seed)} by</p>
      ${commandBlock(shellCommand(argv))}
      ${resumptions.map(
        ({ argv: words, started_at }) =>
          html`<p>and resumed on ${started_at} by</p>
            ${commandBlock(shellCommand(words))}`,
      )}
      ${inputs.length === 0 ? null : inputsPart(inputs)}
      <p>In the folder that holds this file:</p>
      <dl class="commands">${FURTHER.map(furtherRow)}</dl>
      <details>
        <summary>The study in full</summary>
        <pre class="json" tabindex="0"><code>${jsonText(study)}</code></pre>
      </details>`,
  };
}

const FURTHER: readonly (readonly [string, readonly string[]])[] = [
  ['execute what is missing', ['study', '--resume', '.']],
  ['make all files but journal and manifest again', ['report', '.']],
  ['judge again from what was stored', ['analyze', '.']],
  ['compare with another study', ['compare', '.', 'OTHER']],
];

function furtherRow([purpose, argv]: (typeof FURTHER)[number]): Html {
  return html`<div>
    <dt>${purpose}</dt>
    <dd>${commandBlock(shellCommand(argv))}</dd>
  </div>`;
}

function inputsPart(inputs: readonly InputFile[]): Html {
  const items = inputs.map(
    ({ path, sha256 }) => html`<li><code>${path}</code> <small>sha256 ${sha256}</small></li>`,
  );
  return html`<p>It was given</p>
    <ul class="cells">
      ${items}
    </ul>`;
}

/** Line by line, because the escaping of a text would spell out its line breaks. */
function jsonText(study: object): readonly Html[] {
  return JSON.stringify(study, null, 2)
    .split('\n')
    .map((line) => html`${line} `);
}

function shellCommand(argv: readonly string[]): string {
  return ['mergestorm', ...argv.map(shellQuote)].join(' ');
}
