import { enGeneral } from './texts/en-general';
import { enEndpoints } from './texts/en-endpoints';
import { enOperations } from './texts/en-operations';
import { enAccess } from './texts/en-access';

/** All texts in English. */
export const en = { ...enGeneral, ...enEndpoints, ...enAccess, ...enOperations };
