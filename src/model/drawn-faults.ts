// The text of the mix of faults that each repetition draws from its seed. Of such a mix nobody asked for any one
// fault, so that one which strikes nothing leaves nothing undone.

export const DRAWN_FAULTS = 'swarm';
