// A command to be copied: plain text that can be selected; the script adds a button.

import { markup, type Html } from '../html.js';

export function commandBlock(command: string): Html {
  return markup`<div class="command" data-copy><pre tabindex="0" role="group" aria-label="Command"><code>${command}</code></pre></div>`;
}
