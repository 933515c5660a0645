// The exact commands: what was typed, and what to type to go on from here.

import { shellQuote } from '../../../model/shell.js';
import type { AnalysedStudy } from '../../analysis/analysis.js';
import type { InputFile, StudySession } from '../../manifest.js';
import { markup, type Html } from '../html.js';
import { commandBlock } from './command-block.js';
import type { Section } from './section.js';

export function commandsSection({ manifest }: AnalysedStudy): Section {
  const { argv, resumptions, inputs, study, seed } = manifest;
  return {
    id: 'commands',
    heading: 'Commands',
    body: markup`<p>The study was started, with seed ${seed}, by</p>
${commandBlock(shellCommand(argv))}
${resumptions.map(resumptionPart)}${inputs.length > 0 ? inputsPart(inputs) : null}
<p>In the folder that holds this file:</p>
<dl class="commands">${FURTHER.map(furtherRow)}</dl>
<details>
<summary>The study in full</summary>
<pre class="json" tabindex="0" role="group" aria-label="The study as JSON"><code>${linesOf(study)}</code></pre>
</details>`,
  };
}

function resumptionPart({ argv, started_at }: StudySession): Html {
  return markup`<p>and resumed at ${started_at} by</p>
${commandBlock(shellCommand(argv))}
`;
}

const FURTHER: readonly (readonly [string, readonly string[]])[] = [
  ['execute what is missing', ['study', '--resume', '.']],
  ['make every derived file again', ['report', '.']],
  ['judge again from what was stored', ['analyze', '.']],
  ['compare with another study', ['compare', '.', 'OTHER']],
];

function furtherRow([purpose, argv]: (typeof FURTHER)[number]): Html {
  return markup`<div><dt>${purpose}</dt><dd>${commandBlock(shellCommand(argv))}</dd></div>`;
}

function inputsPart(inputs: readonly InputFile[]): Html {
  return markup`<p>It was given</p>
<ul>${inputs.map(inputItem)}</ul>`;
}

function inputItem({ path, sha256 }: InputFile): Html {
  return markup`<li><code>${path}</code> <small>SHA-256 ${sha256}</small></li>`;
}

/** Line by line, because the escaping of a text spells out its line breaks. */
function linesOf(study: object): readonly Html[] {
  const lines = JSON.stringify(study, null, 2).split('\n');
  return lines.map((line) => markup`${line}\n`);
}

function shellCommand(argv: readonly string[]): string {
  return ['mergestorm', ...argv.map(shellQuote)].join(' ');
}
