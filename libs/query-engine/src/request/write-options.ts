/** How a write is carried out. */
export interface WriteOptions {
  /** True: one transaction for the batch. False: one per top-level record with its children. */
  readonly atomic: boolean;
  /** Everything real, then rolled back. */
  readonly dryRun?: boolean;
}
