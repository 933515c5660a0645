// Finds a mark in a drawn figure by where it has to stand.

import { HEIGHT_PX, WIDTH_PX } from '../../../src/results/figures/theme.js';
import type { FigureSpec } from '../../../src/results/figures/figure.js';

export interface Place {
  readonly x: number;
  readonly y: number;
}

interface Channel {
  readonly scale: { readonly type: string; readonly domain: readonly [number, number] };
}

/** Where a panel whose axes are both logarithmic has a value, in pixels. */
export function placeIn(spec: FigureSpec, agents: number, value: number): Place {
  const { layer } = spec['spec'] as unknown as {
    layer: readonly { readonly encoding: { readonly x: Channel; readonly y: Channel } }[];
  };
  const encoding = layer[0]?.encoding;
  if (encoding?.y.scale.type !== 'log') throw new Error('the axis is not logarithmic');
  return {
    x: WIDTH_PX * shareIn(encoding.x.scale.domain, agents),
    y: HEIGHT_PX * (1 - shareIn(encoding.y.scale.domain, value)),
  };
}

function shareIn([low, high]: readonly [number, number], value: number): number {
  return Math.log(value / low) / Math.log(high / low);
}

/** The tag of the point that stands there, within a hundredth of a pixel. */
export function markAt(svg: string, { x, y }: Place): string {
  const found = [...svg.matchAll(/<path transform="translate\(([\d.]+),([\d.]+)\)"[^>]*>/g)].filter(
    ([, left, top]) => Math.abs(Number(left) - x) < 0.01 && Math.abs(Number(top) - y) < 0.01,
  );
  const [mark] = found;
  if (!mark) throw new Error(`nothing is drawn at ${x}, ${y}`);
  return mark[0];
}

export function attributeOf(tag: string, name: string): string | undefined {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
}
