// The JSON values a write may carry. What JSON cannot hold (undefined, NaN, bigint, dates) is no value here.

export type JsonScalar = string | number | boolean | null;
export type Json = JsonScalar | readonly Json[] | { readonly [key: string]: Json };
