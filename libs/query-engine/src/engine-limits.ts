/** How much one request may ask of the engine; from the settings, the same for every endpoint. */
export interface EngineLimits {
  /** Records of a page when the request names no limit. */
  readonly pageLimitDefault: number;
  /** Most records that a request may ask for at once (1902). */
  readonly pageLimitMax: number;
  /** Most items of one write (1951). */
  readonly batchMax: number;
  /** Most values of one filter list (1951). */
  readonly filterListMax: number;
  /** Most links of one relation chain (1950). */
  readonly includeDepthMax: number;
  /** Most relations of one request, all levels together (1950). */
  readonly includeTotalMax: number;
  /** Most child rows of one relation in one answer (1952). */
  readonly childRowsMax: number;
  /**
   * Most bytes of one answer with relations (1950).
   * Why: a child that many parents share is loaded once and written many times, so rows alone do not bound an answer.
   */
  readonly answerBytesMax?: number;
}

/** The limits of an installation without settings of its own. */
export const DEFAULT_ENGINE_LIMITS: Required<EngineLimits> = {
  pageLimitDefault: 1000,
  pageLimitMax: 10_000,
  batchMax: 1000,
  filterListMax: 1000,
  includeDepthMax: 5,
  includeTotalMax: 20,
  childRowsMax: 10_000,
  answerBytesMax: 64 * 1024 * 1024,
};
