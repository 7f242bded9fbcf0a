import { Group, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const DAY_MS = 24 * 3600 * 1000;
const CHOICES = ['30', '90', '365', 'never', 'date'] as const;
type Choice = (typeof CHOICES)[number];

/** An expiry as it is chosen. */
export interface Expiry {
  readonly choice: Choice;
  /** `YYYY-MM-DD`, for the choice `date`. */
  readonly date: string;
}

export const DEFAULT_EXPIRY: Expiry = { choice: '90', date: '' };

/** The expiry of something that exists. */
export function readExpiry(expiresAt: string | null | undefined): Expiry {
  if (expiresAt === null || expiresAt === undefined) return { choice: 'never', date: '' };
  return { choice: 'date', date: expiresAt.slice(0, 10) };
}

/** What is sent: an instant, or null for never. */
export function writeExpiry({ choice, date }: Expiry): string | null {
  if (choice === 'never') return null;
  if (choice === 'date') return date === '' ? null : `${date}T23:59:59.000Z`;
  return new Date(Date.now() + Number(choice) * DAY_MS).toISOString();
}

interface ExpiryInputProps {
  readonly value: Expiry;
  readonly error: string | undefined;
  readonly onChange: (value: Expiry) => void;
}

/** After how many days, on which day, or never. */
export function ExpiryInput({ value, error, onChange }: ExpiryInputProps) {
  const { t } = useTranslation();
  return (
    <Group grow align="flex-start">
      <Select
        label={t('access.expiry')}
        allowDeselect={false}
        data={CHOICES.map((choice) => ({
          value: choice,
          label:
            choice === 'never' || choice === 'date'
              ? t(`access.expiry_${choice}`)
              : t('access.inDays', { count: Number(choice) }),
        }))}
        value={value.choice}
        error={error}
        onChange={(choice) => onChange({ ...value, choice: choice ?? '90' })}
      />
      {value.choice === 'date' && (
        <TextInput
          type="date"
          label={t('access.lastDay')}
          value={value.date}
          onChange={(event) => onChange({ ...value, date: event.currentTarget.value })}
        />
      )}
    </Group>
  );
}
