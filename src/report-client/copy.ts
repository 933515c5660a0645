// A button beside each command that copies it. Where the browser keeps the clipboard from the page, the
// command is selected instead.

import { byId } from './page.js';

export function addCopyButtons(): void {
  for (const block of document.querySelectorAll<HTMLElement>('[data-copy]')) {
    const code = block.querySelector('code');
    if (code) block.append(buttonFor(code));
  }
}

function buttonFor(code: HTMLElement): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.addEventListener('click', () => {
    copy(code).then(announce, () => {
      select(code);
      announce('Selected: press Ctrl+C or Cmd+C to copy');
    });
  });
  return button;
}

async function copy(code: HTMLElement): Promise<string> {
  await navigator.clipboard.writeText(code.textContent);
  return 'Copied';
}

function select(code: HTMLElement): void {
  getSelection()?.selectAllChildren(code);
}

function announce(message: string): void {
  byId('announcement').textContent = message;
}
