// Paper cannot be unfolded: folded parts that are worth their paper are open while the page is printed, and
// as they were afterwards. The style sheet does the same where it can, for readers without this script.

export function unfoldForPrint(): void {
  let folded: readonly HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll<HTMLDetailsElement>('details.unfolds')].filter(
      ({ open }) => !open,
    );
    setOpen(folded, 'open');
  });
  addEventListener('afterprint', () => {
    setOpen(folded, 'closed');
  });
}

function setOpen(parts: readonly HTMLDetailsElement[], state: 'open' | 'closed'): void {
  for (const part of parts) part.open = state === 'open';
}
