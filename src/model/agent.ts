// Names for agents that a workload invents.

/** `agent-007` for index 7 of up to 1,000 agents: padded, so that sorting by name is sorting by index. */
export function agentName(index: number, agents: number): string {
  return `agent-${String(index).padStart(String(Math.max(agents - 1, 0)).length, '0')}`;
}

/** `A`, `B`, … `Z`, `AA`, … as spreadsheets name columns; index counts from 0. */
export function agentLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : agentLetter(Math.floor(index / 26) - 1) + last;
}
