// Measures what is drawn, as a reader sees it.

import type { Page } from 'playwright-core';

export interface Mark {
  readonly label: string;
  readonly agents: number;
  readonly value: number;
  /** Pixels in the chart. */
  readonly x: number;
  readonly y: number;
  readonly fill: string;
}

/** The marks of a chart over the number of agents, with the numbers they carry and the places they have. */
export function marksOf(page: Page, figure: string): Promise<Mark[]> {
  return page.evaluate<
    Mark[]
  >(`[...document.querySelectorAll('${figure} .mark-symbol.role-mark path')]
    .map((path) => {
      const [x, y] = path.getAttribute('transform').match(/[(,][^(,)]+/g).map((text) => Number(text.slice(1)));
      const { label, agents, value } = path.__data__.datum;
      return { label, agents, value, x, y, fill: path.getAttribute('fill') };
    })`);
}

/**
 * The contrast ratio of the first such element that is visible to what is behind it, as WCAG 2.2 defines it;
 * an opacity below 1 counts against it.
 */
export function contrastOf(page: Page, selector: string): Promise<number> {
  return page.evaluate<number>(`(() => {
    const element = [...document.querySelectorAll('${selector}')].find((one) => one.checkVisibility());
    const style = getComputedStyle(element);
    const isShape = element instanceof SVGElement;
    const front = channels(isShape ? style.fill : style.color);
    const [light, dark] = [luminance(front), luminance(backdrop(element))].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);

    function backdrop(node) {
      const colour = channels(getComputedStyle(node).backgroundColor);
      return colour[3] === 0 && node.parentElement ? backdrop(node.parentElement) : colour;
    }
    function channels(colour) {
      const [red, green, blue, alpha = 1] = colour.match(/[\\d.]+/g).map(Number);
      return [red, green, blue, alpha];
    }
    function luminance(colour) {
      const [red, green, blue] = colour.map((channel) => {
        const share = channel / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    }
  })()`);
}

/** Pearson's: 1 where one is a straight line of the other. */
export function correlation(left: readonly number[], right: readonly number[]): number {
  const [a, b] = [centred(left), centred(right)];
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

function centred(values: readonly number[]): readonly number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
}
