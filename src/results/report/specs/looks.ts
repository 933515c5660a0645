// How a curve looks: a colour, a shape, and hollow where it did not pass. Colours are CSS variables, so that
// light, dark and print need no drawing again.

/** As many as the style sheet has colours for; beyond, they repeat. */
export const COLOURS = 8;
export const SHAPES = ['circle', 'square', 'triangle-up', 'diamond', 'cross'] as const;

/** Of all curves of one label, in every chart. */
export function colourOf(labels: readonly string[]) {
  return { field: 'label', type: 'nominal', scale: coloursOf(labels), legend: null };
}

function coloursOf(labels: readonly string[]) {
  return { domain: labels, range: labels.map((_, index) => colourVariable(index)) };
}

/** What is not valid is hollow. */
export function fillOf(labels: readonly string[]) {
  return {
    condition: {
      test: 'datum.valid',
      field: 'label',
      type: 'nominal',
      scale: coloursOf(labels),
      legend: null,
    },
    value: 'var(--paper)',
  };
}

export function shapeOf(labels: readonly string[]) {
  const range = labels.map((_, index) => shapeName(index));
  return { field: 'label', type: 'nominal', scale: { domain: labels, range }, legend: null };
}

function colourVariable(index: number): string {
  return `var(--series-${(index % COLOURS) + 1})`;
}

export function shapeName(index: number): (typeof SHAPES)[number] {
  return SHAPES[index % SHAPES.length] ?? 'circle';
}
