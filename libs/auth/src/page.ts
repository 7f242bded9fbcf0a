/** Which part of a list is wanted. */
export interface ListQuery {
  /** Part of a name; case does not matter. */
  readonly search?: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** A part of a list, and how many entries the whole has. */
export interface Page<T> {
  readonly data: readonly T[];
  readonly total: number;
}
