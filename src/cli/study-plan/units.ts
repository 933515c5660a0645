// Times and sizes for people: two digits of what an estimate can say.

const UNITS_OF_TIME = [
  { name: 'd', seconds: 86_400 },
  { name: 'h', seconds: 3_600 },
  { name: 'min', seconds: 60 },
  { name: 's', seconds: 1 },
] as const;

/** `50 s`, `3 min 20 s`, `2 d 5 h`: the largest unit and the next, rounded up. */
export function durationText(ms: number): string {
  const total = Math.ceil(ms / 1_000);
  const first = UNITS_OF_TIME.findIndex(({ seconds }) => total >= seconds);
  const parts = UNITS_OF_TIME.slice(first === -1 ? -1 : first).slice(0, 2);
  let [text, rest] = ['', total];
  for (const { name, seconds } of parts) {
    const count = Math.floor(rest / seconds);
    rest -= count * seconds;
    if (count > 0 || text === '') text += `${text === '' ? '' : ' '}${count} ${name}`;
  }
  return text;
}

const MIB = 1024 ** 2;
const UNITS_OF_SIZE = ['MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

/** `164 MiB`, `2.3 GiB`. */
export function sizeText(bytes: number): string {
  let [amount, unit] = [bytes / MIB, 0];
  while (amount >= 1_000 && unit < UNITS_OF_SIZE.length - 1) {
    amount /= 1_024;
    unit += 1;
  }
  return `${amount.toFixed(unit === 0 ? 0 : 1)} ${UNITS_OF_SIZE[unit] ?? ''}`;
}
