import { deriveSeed } from '../../../model/random.js';
import type { Damage, DamageType } from '../../../workers/damage.js';
import { DAMAGES } from '../../../workers/damage.js';
import { BURST } from '../arguments/burst.js';
import { CHANCE } from '../arguments/chance.js';
import { TARGETS } from '../arguments/targets.js';
import { WINDOW } from '../arguments/window.js';
import { optionalWord } from '../arguments/word.js';
import { defineFault } from '../define-fault.js';
import { edgeChance } from '../edge-chance.js';
import type { Copy } from '../fault-plan.js';
import type { Place, Sending } from '../fault.js';
import { hash32 } from '../hash.js';

/**
 * Blobs are damaged on their way. No swarm draws it: without envelopes the damage reaches engines that
 * have no checksum, and what they make of it is a rate, not a pass.
 */
export const corrupt = defineFault({
  name: 'corrupt',
  summary: `blobs are damaged: ${DAMAGES.join(', ')}, or any of these`,
  example: 'corrupt=5%:bit_flip',
  effect: 'refused',
  grammar: {
    chance: CHANCE,
    damage: optionalWord(DAMAGES, null),
    targets: TARGETS,
    burst: BURST,
    window: WINDOW,
  },
  plant: (values, place) => ({
    type: 'blobs',
    last_pass: values.window?.stop ?? null,
    strikes: edgeChance(values, place),
    alter: inflict(values.damage, place),
  }),
});

function inflict(asked: DamageType | null, place: Place) {
  const [typeSeed, damageSeed] = [deriveSeed(place.seed, 'type'), deriveSeed(place.seed, 'damage')];
  const draw = (hash: number) => DAMAGES[hash % DAMAGES.length] ?? 'bit_flip';
  return (copies: readonly Copy[], { pass, sender, receiver, attempt }: Sending) => {
    const type = asked ?? draw(hash32(typeSeed, pass, sender, receiver, attempt));
    const seed = hash32(damageSeed, pass, sender, receiver, attempt);
    const damage: Damage = { type, seed };
    return copies.map((copy) => ({ ...copy, damage }));
  };
}
