// Paper cannot be unfolded: all folded parts are open while the page is printed, and as they were afterwards.

export function unfoldForPrint(): void {
  let folded: readonly HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('details')].filter(({ open }) => !open);
    setOpen(folded, 'open');
  });
  addEventListener('afterprint', () => {
    setOpen(folded, 'closed');
  });
}

function setOpen(parts: readonly HTMLDetailsElement[], state: 'open' | 'closed'): void {
  for (const part of parts) part.open = state === 'open';
}
