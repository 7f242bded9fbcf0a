import { useCallback, useMemo, useState } from 'react';
import { changeField, setFlag, toConfiguration, type Draft, type FieldFlag } from './draft';
import type { FieldBody } from '../api/admin-api';

/** An endpoint being edited, and what can be done to it. */
export interface DraftEditor {
  readonly draft: Draft;
  readonly isDirty: boolean;
  readonly change: (change: Partial<Draft>) => void;
  readonly changeField: (column: string, change: Partial<FieldBody>) => void;
  readonly setFlag: (columns: ReadonlySet<string>, flag: FieldFlag, value: boolean) => void;
  readonly reset: (draft: Draft) => void;
}

/** Keeps a draft, and knows whether it differs from what it began with. */
export function useDraft(start: Draft): DraftEditor {
  const [base, setBase] = useState(start);
  const [draft, setDraft] = useState(start);
  const isDirty = useMemo(
    () => draft !== base && JSON.stringify(toConfiguration(draft)) !== JSON.stringify(toConfiguration(base)),
    [draft, base],
  );
  return {
    draft,
    isDirty,
    change: useCallback((change) => setDraft((before) => ({ ...before, ...change })), []),
    changeField: useCallback((column, change) => setDraft((before) => changeField(before, column, change)), []),
    setFlag: useCallback((columns, flag, value) => setDraft((before) => setFlag(before, columns, flag, value)), []),
    reset: useCallback((next) => {
      setBase(next);
      setDraft(next);
    }, []),
  };
}
