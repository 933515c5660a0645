// Numbers as people read them: three digits, a unit that fits, the same on every machine (so no locale).

import type { Unit } from './analysis/metric.js';

/** A unit to show values in: `per_unit` of the metric's own unit make one. */
export interface DisplayUnit {
  readonly name: string;
  readonly per_unit: number;
}

const ONE = { name: '', per_unit: 1 } as const;

/** From small to large. */
const SCALES: Readonly<Record<Unit, readonly [DisplayUnit, ...DisplayUnit[]]>> = {
  ns: [
    { name: 'ns', per_unit: 1 },
    { name: 'µs', per_unit: 1e3 },
    { name: 'ms', per_unit: 1e6 },
    { name: 's', per_unit: 1e9 },
  ],
  bytes: [
    { name: 'B', per_unit: 1 },
    { name: 'KiB', per_unit: 1024 },
    { name: 'MiB', per_unit: 1024 ** 2 },
    { name: 'GiB', per_unit: 1024 ** 3 },
  ],
  per_second: [{ name: '/s', per_unit: 1 }],
  count: [ONE],
  ratio: [ONE],
};

/** The largest unit of which this is at least one, once it is rounded. */
export function unitFor(value: number, unit: Unit): DisplayUnit {
  const [smallest, ...larger] = SCALES[unit];
  const isOne = ({ per_unit }: DisplayUnit) => threeDigits(Math.abs(value) / per_unit) >= 1;
  return larger.findLast(isOne) ?? smallest;
}

/** `1.23 ms`, `12.0 KiB`, `1,024`. */
export function quantity(value: number, unit: Unit): string {
  const display = unitFor(value, unit);
  return withUnit(figure(value, unit, display), display);
}

/** `1.20 to 1.31 ms`: both in the unit of the larger. */
export function quantityRange(low: number, high: number, unit: Unit): string {
  const display = unitFor(Math.max(Math.abs(low), Math.abs(high)), unit);
  const texts = [low, high].map((value) => figure(value, unit, display));
  return withUnit(texts.join(' to '), display);
}

/** Three significant digits, thousands separated; never an exponent. */
export function significant(value: number): string {
  if (value === 0) return '0';
  const magnitude = Math.floor(Math.log10(Math.abs(threeDigits(value))));
  const decimals = Math.min(Math.max(2 - magnitude, 0), 20);
  return grouped(threeDigits(value).toFixed(decimals));
}

/** A whole number with its thousands separated. */
export function whole(value: number): string {
  return grouped(Math.round(value).toFixed(0));
}

/** The number alone, in a unit that is named elsewhere: what is counted is whole, all else has three digits. */
export function figure(
  value: number,
  unit: Unit,
  { per_unit }: Pick<DisplayUnit, 'per_unit'>,
): string {
  const shown = value / per_unit;
  if (Number.isInteger(shown) && (unit === 'count' || per_unit === 1)) return whole(shown);
  return Math.abs(shown) >= 1_000 ? whole(shown) : significant(shown);
}

function threeDigits(value: number): number {
  return Number(value.toPrecision(3));
}

function withUnit(text: string, { name }: DisplayUnit): string {
  return name === '' ? text : `${text} ${name}`;
}

function grouped(digits: string): string {
  const [integer = '', ...fraction] = digits.split('.');
  return [integer.replace(/\B(?=(?:\d{3})+$)/g, ','), ...fraction].join('.');
}
