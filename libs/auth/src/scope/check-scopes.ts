import { serverErrors } from '@dx/kernel';
import type { CodedError } from '@dx/kernel';

/** One `1920` for each text that is no scope; `accepts` says which kinds are good here. */
export function checkScopes(scopes: readonly string[], accepts: (scope: string) => boolean): CodedError[] {
  return scopes.flatMap((scope, index) =>
    accepts(scope)
      ? []
      : [
          serverErrors.invalidInput({
            path: `scopes[${index}]`,
            reason:
              'A scope is `*` or `alias:verb`, where alias may be `*` and verb is read, create, update, replace, delete or `*`.',
          }),
        ],
  );
}
