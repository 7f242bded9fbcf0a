/** Injects the server's `SlowStatements`. */
export const SLOW_STATEMENTS = Symbol('SLOW_STATEMENTS');
