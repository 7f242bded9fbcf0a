const OFFERED = new Set(['application/json', 'application/problem+json', 'application/*', '*/*']);

/** Whether an `Accept` header (or its absence) allows a JSON answer; parameters are ignored, a weight of 0 excludes. */
export function acceptsJson(accept: string | undefined): boolean {
  if (accept === undefined || accept === '' || accept === '*/*' || accept === 'application/json') return true;
  return accept.split(',').some((range) => {
    const [type, ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    return OFFERED.has(type ?? '') && !parameters.some((parameter) => /^q\s*=\s*0(\.0*)?$/.test(parameter));
  });
}
