// The kinds of values that a record's columns hold. Null is "not measured".

import { z } from 'zod';

export const name = z.string().min(1);
export const count = z.int().nonnegative();
export const maybeCount = count.nullable();
export const maybeAmount = z.number().nonnegative().nullable();
export const maybeShare = z.number().min(0).max(1).nullable();
export const maybeFlag = z.boolean().nullable();
