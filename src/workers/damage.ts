// How bytes on their way are damaged: what a bad link, a torn write or a foreign sender would deliver.

export const DAMAGES = ['bit_flip', 'truncate', 'empty', 'oversize', 'foreign'] as const;
export type DamageType = (typeof DAMAGES)[number];

/** One damage, decided when it was planned: equal damages do the same to equal bytes. */
export interface Damage {
  readonly type: DamageType;
  readonly seed: number;
}
