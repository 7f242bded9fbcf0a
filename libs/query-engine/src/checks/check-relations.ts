import { contractErrors } from '@dx/kernel';
import { NO_ERRORS } from './check.js';
import type { Check } from './check.js';

/** 1314: the record was sent through a relation that is not editable. */
export const checkRelations: Check = ({ relation, path }) =>
  relation === null || relation.editable
    ? NO_ERRORS
    : [contractErrors.relationNotEditable({ relation: relation.name, path })];
