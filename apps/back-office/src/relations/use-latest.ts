import { useRef } from 'react';

/** Always the latest value, for functions that must stay the same while it changes. */
export function useLatest<T>(value: T) {
  const latest = useRef(value);
  latest.current = value;
  return latest;
}
