import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Difference } from './diff-configurations';

/** Two versions side by side, only where they differ. */
export function DifferenceList({
  differences,
  shown = 200,
}: {
  readonly differences: readonly Difference[];
  readonly shown?: number;
}) {
  const { t } = useTranslation();
  if (differences.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('history.same')}
      </Text>
    );
  }
  return (
    <table className="dx-table">
      <thead>
        <tr>
          <th>{t('history.place')}</th>
          <th>{t('history.before')}</th>
          <th>{t('history.after')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.slice(0, shown).map(({ place, before, after }) => (
          <tr key={place}>
            <td>
              <span className="dx-mono">{place}</span>
            </td>
            <td className={before === null ? undefined : 'dx-diff-minus'}>{before ?? '–'}</td>
            <td className={after === null ? undefined : 'dx-diff-plus'}>{after ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
