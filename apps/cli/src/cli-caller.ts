import { type Caller, SYSTEM_CALLER } from '@dx/kernel';

/** Who is at work in a command: the operator, of whom no more is known. */
export const CLI_CALLER: Caller = { ...SYSTEM_CALLER, id: 'cli', name: 'cli' };
