import { Input, Skeleton } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from './read-shape';

const JsonEditor = lazy(() => import('../trying/json-editor'));

interface JsonInputProps {
  readonly label: string;
  readonly description?: string | undefined;
  readonly error?: string | undefined;
  readonly value: Json | undefined;
  readonly onChange: (value: Json) => void;
}

/** A value typed as JSON; while the text is no JSON, the value stays what it was and the form says so. */
export function JsonInput({ label, description, error, value, onChange }: JsonInputProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => JSON.stringify(value ?? {}, null, 2));
  const [isBroken, setIsBroken] = useState(false);
  const change = (next: string): void => {
    setText(next);
    try {
      onChange(JSON.parse(next) as Json);
      setIsBroken(false);
    } catch {
      setIsBroken(true);
    }
  };
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      description={description}
      error={isBroken ? t('plugins.brokenJson') : error}
    >
      <Suspense fallback={<Skeleton h={260} />}>
        <JsonEditor label={label} value={text} onChange={change} />
      </Suspense>
    </Input.Wrapper>
  );
}
