// The exact distribution of how far one rumour has spread under gossip: a Markov chain over the number of
// agents that know it, from one on. What bounds from the literature are checked against.

/** `after[m][h]`: the chance that with m agents who know, h more do a pass later. */
type Chain = readonly (readonly number[])[];

/** So far below what is asked for that leaving it out changes no number of passes. */
const NEGLIGIBLE = 1e-40;

/** Passes until the chance that someone has not heard is below `chance`. */
export function passesUntil(chance: number, agents: number, chain: Chain): number {
  let known = new Array<number>(agents + 1).fill(0);
  known[1] = 1;
  for (let passes = 0; passes < 1000; passes += 1) {
    if (known.slice(0, agents).reduce((sum, share) => sum + share, 0) < chance) return passes;
    const next = new Array<number>(agents + 1).fill(0);
    known.forEach((share, count) => {
      (chain[count] ?? [1]).forEach((step, more) => {
        next[count + more] = (next[count + more] ?? 0) + share * step;
      });
    });
    known = next;
  }
  throw new Error('a rumour that never spreads');
}

/** Each agent that knows tells `peers` others. */
export function pushChain(agents: number, peers: number): Chain {
  const tells = Array.from({ length: agents }, (_, ignorant) =>
    hypergeometric(agents - 1, ignorant, peers),
  );
  return Array.from({ length: agents }, (_, knowing) => {
    const ignorant = agents - knowing;
    // The more are told already, the fewer are left to be told by the next sender.
    const draws = tells.slice(0, ignorant + 1).reverse();
    let row: readonly number[] = [1];
    for (let sender = 0; sender < knowing; sender += 1) row = spread(row, draws, ignorant);
    return row;
  });
}

/** As push, and each agent that was not told asks `peers` others. */
export function pushPullChain(agents: number, peers: number): Chain {
  return pushChain(agents, peers).map((row, knowing) => {
    const ignorant = agents - knowing;
    const [stays = 1] = hypergeometric(agents - 1, knowing, peers);
    const asked = binomials(ignorant, 1 - stays).reverse();
    return spread(row, asked, ignorant);
  });
}

/** The sum of what was told already and what is told next, whose chances depend on it. */
function spread(
  row: readonly number[],
  next: readonly (readonly number[])[],
  most: number,
): readonly number[] {
  const sum = new Array<number>(most + 1).fill(0);
  row.forEach((share, told) => {
    if (share < NEGLIGIBLE) return;
    (next[told] ?? [1]).forEach((step, more) => {
      if (step > 0) sum[told + more] = (sum[told + more] ?? 0) + share * step;
    });
  });
  return sum;
}

/** Chances of 0, 1, … marked ones among `draws` of `all`, of which `marked` are marked. */
function hypergeometric(all: number, marked: number, draws: number): readonly number[] {
  let chances: readonly number[] = [1];
  for (let drawn = 0; drawn < draws; drawn += 1) {
    chances = step(chances, (hits) => Math.max(0, marked - hits) / (all - drawn));
  }
  return chances;
}

/** Entry n: chances of 0, 1, … hits in n trials. */
function binomials(most: number, chance: number): (readonly number[])[] {
  const rows: (readonly number[])[] = [[1]];
  while (rows.length <= most) rows.push(step(rows.at(-1) ?? [1], () => chance));
  return rows;
}

function step(chances: readonly number[], hit: (hits: number) => number): readonly number[] {
  const next = new Array<number>(chances.length + 1).fill(0);
  chances.forEach((share, hits) => {
    next[hits] = (next[hits] ?? 0) + share * (1 - hit(hits));
    next[hits + 1] = (next[hits + 1] ?? 0) + share * hit(hits);
  });
  return next;
}
