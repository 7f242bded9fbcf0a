import type { en } from './en';

/** Every text of the Back Office, by its key; both languages have all of them. */
export type Messages = typeof en;
