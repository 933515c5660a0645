// What is merged how: the kinds that a user may declare for the fields of stored values.

/**
 * `grow_set`: a list whose elements are united in order, without duplicates; elements are never removed.
 * `append_text`: a text to which writers append. `register`: one value, replaced as a whole, in conflict where
 * two writers who had not seen each other give it different ones.
 */
export const STORE_KINDS = ['grow_set', 'append_text', 'register'] as const;
export type StoreKind = (typeof STORE_KINDS)[number];

/** By path within a value, names joined by dots: `{ tags: 'grow_set', 'profile.bio': 'append_text' }`. */
export type Kinds = Readonly<Record<string, StoreKind>>;
