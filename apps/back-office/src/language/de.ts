import { deGeneral } from './texts/de-general';
import { deEndpoints } from './texts/de-endpoints';
import { deOperations } from './texts/de-operations';
import { deAccess } from './texts/de-access';
import type { Messages } from './messages';

/** All texts in German. */
export const de: Messages = { ...deGeneral, ...deEndpoints, ...deAccess, ...deOperations };
