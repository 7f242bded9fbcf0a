import type { EntityConfiguration, StoredConfiguration } from '../model/definition.js';
import { toInstallerEntry } from './to-installer-entry.js';

/** Stored configurations as installer JSON. */
export interface ExportedConfigurations {
  /** By alias; the same tables always give the same bytes. */
  readonly configurations: readonly EntityConfiguration[];
  /** Aliases of rows whose definition cannot be read: the file's form cannot hold them. */
  readonly leftOut: readonly string[];
}

/** Makes an installer file of what is stored, and tells what does not fit into one. */
export function toInstallerFile(stored: readonly StoredConfiguration[]): ExportedConfigurations {
  const sorted = [...stored].sort((left, right) => compare(left.tableAlias, right.tableAlias) || left.id - right.id);
  return {
    configurations: sorted.filter(isReadable).map(toInstallerEntry),
    leftOut: sorted.filter((it) => !isReadable(it)).map(({ tableAlias }) => tableAlias),
  };
}

function isReadable({ oddities = [] }: StoredConfiguration): boolean {
  return !oddities.some(({ rule }) => rule === 'unreadable-definition');
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
