import { CodedException, serverErrors } from '@dx/kernel';

const ORIGIN = 'http://localhost';

/**
 * The target of a tried request as a client would send it: an address below the prefix of the endpoints, nothing else.
 * @throws CodedException 1920
 */
export function readTrialPath(path: string, routePrefix: string): string {
  if (!/^\/(?!\/)[^\\#\p{Cc}]*$/u.test(path)) throw refuse('It must be a path such as `/dynamic-entity/countries?…`.');
  const url = new URL(path, ORIGIN);
  // Why after parsing: that resolves `..`, also percent-encoded, which must not lead out of the endpoints.
  if (url.origin !== ORIGIN || !url.pathname.startsWith(`/${routePrefix}/`)) {
    throw refuse(`Only endpoints can be tried: the path must begin with \`/${routePrefix}/\`.`);
  }
  return url.pathname + url.search;
}

function refuse(reason: string): CodedException {
  return new CodedException(serverErrors.invalidInput({ path: 'path', reason }));
}
