export type { InstallerEntry, InstallerField, InstallerRelation } from './configuration/installer-entry.js';
export { makeSampleConfiguration } from './configuration/make-configuration.js';
export { isEmptyForSample, loadSampleShop } from './load-sample-shop.js';
export type { LoadProgress, LoadResult } from './load-sample-shop.js';
