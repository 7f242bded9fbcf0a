/** How busy the connections of a database are at this moment. */
export interface PoolFigures {
  /** Connections there may be. */
  readonly max: number;
  /** Connections at work. */
  readonly inUse: number;
  /** Open connections without work. */
  readonly idle: number;
  /** Requests that wait for a connection. */
  readonly waiting: number;
}
