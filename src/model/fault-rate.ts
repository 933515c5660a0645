// A mix of faults as a number, for the axis of a figure. Reads only the canonical text that a record
// holds, in which every probability is a percentage; what the faults do is none of its business.

const PERCENTAGE = /=(\d{1,3}(?:\.\d{1,4})?)%/g;

/** The largest probability in the mix (`drop=10%,delay=5%` is 0.1), or null where it has none. */
export function faultRate(text: string): number | null {
  const rates = Array.from(text.matchAll(PERCENTAGE), ([, percent]) => Number(percent) / 100);
  return rates.length === 0 ? null : rates.reduce((most, rate) => Math.max(most, rate));
}
