// The version of everything that is kept of a study, alone in its file so that who writes it into a record
// does not load the record's schema.

export const SCHEMA_VERSION = 1;
