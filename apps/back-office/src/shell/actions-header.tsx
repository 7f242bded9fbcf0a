import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The head of a column of buttons: nothing for the eye, a name for readers of screens. */
export function ActionsHeader() {
  const { t } = useTranslation();
  return (
    <th>
      <VisuallyHidden>{t('common.actions')}</VisuallyHidden>
    </th>
  );
}
