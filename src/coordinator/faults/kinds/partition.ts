import { deriveSeed } from '../../../model/random.js';
import { requiredWord } from '../arguments/word.js';
import { WINDOW, covers } from '../arguments/window.js';
import { defineFault } from '../define-fault.js';
import type { Place } from '../fault.js';
import { hash32 } from '../hash.js';

/** Whether a blob from the first agent to the second is cut off. */
type Cut = (sender: number, receiver: number) => boolean;

/**
 * The shapes. Agents stand in a circle in order of their index, and the seed says where on it a shape
 * begins: so the halves of a ring or a grid hang together too.
 */
const SHAPES = {
  /** Two islands of equal size (one agent more in one of them where the number is odd). */
  halves: ({ agents, start }) => {
    const isInFirst = half(agents, start);
    return (sender, receiver) => isInFirst(sender) !== isInFirst(receiver);
  },
  /** One agent neither sends nor receives. */
  isolated:
    ({ start }) =>
    (sender, receiver) =>
      sender === start || receiver === start,
  /** Each agent reaches its two neighbours on the circle and nobody else. */
  ring:
    ({ agents }) =>
    (sender, receiver) => {
      const distance = Math.abs(sender - receiver);
      return distance !== 1 && distance !== agents - 1;
    },
  /** One half hears the other, and is not heard by it. */
  asymmetric: ({ agents, start }) => {
    const isInFirst = half(agents, start);
    return (sender, receiver) => isInFirst(sender) && !isInFirst(receiver);
  },
} satisfies Readonly<Record<string, (circle: Circle) => Cut>>;

interface Circle {
  readonly agents: number;
  /** An agent's index. */
  readonly start: number;
}

export const PARTITIONS = Object.keys(SHAPES) as readonly (keyof typeof SHAPES)[];

/** Fewer are all neighbours on their circle. */
const RING_AGENTS_MIN = 4;

/** A ring may cut nobody off, and a swarm does not know how many there are. */
const ALWAYS_CUTTING = PARTITIONS.filter((shape) => shape !== 'ring');

/** Blobs between islands are lost until the window is over. */
export const partition = defineFault({
  name: 'partition',
  summary: 'agents are cut off from each other: halves, isolated, ring or asymmetric',
  example: 'partition=halves@2-5',
  effect: 'lost',
  grammar: { shape: requiredWord(PARTITIONS), window: WINDOW },
  plant: ({ shape, window }, place) => {
    const cuts: Cut = SHAPES[shape](circle(place));
    return {
      type: 'blobs',
      last_pass: window?.stop ?? null,
      idle_reason: whyIdle(shape, place),
      strikes: ({ pass, sender, receiver }) => covers(window, pass) && cuts(sender, receiver),
      alter: () => [],
    };
  },
  draw: (random) => {
    const shape = ALWAYS_CUTTING[random.integer(0, ALWAYS_CUTTING.length - 1)] ?? 'halves';
    return `partition=${shape}@0-${random.integer(1, 4)}`;
  },
});

/** It has no probability: it cuts all it can, from its first pass to its last. */
function whyIdle(shape: keyof typeof SHAPES, { agents }: Place): string {
  if (shape === 'ring' && agents < RING_AGENTS_MIN) {
    const circle = agents === 1 ? 'one agent has no others' : `${agents} agents are all neighbours`;
    return `${circle} on their circle, so that it cuts nobody off: it takes ${RING_AGENTS_MIN} or more`;
  }
  return 'the topology connects none of those it cuts off, or its passes never came';
}

function circle({ seed, agents }: Place): Circle {
  return { agents, start: hash32(deriveSeed(seed, 'start'), 0) % agents };
}

/** Whether an agent is among the half of the circle that begins at `start`. */
function half(agents: number, start: number): (agent_index: number) => boolean {
  return (agent_index) => (agent_index - start + agents) % agents < Math.floor(agents / 2);
}
