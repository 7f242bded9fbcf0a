import { Badge, Group, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const SHOWN = 3;

/** Scopes, the first few. */
export function ScopeSummary({ scopes }: { readonly scopes: readonly string[] }) {
  const { t } = useTranslation();
  const more = scopes.slice(SHOWN);
  return (
    <Group gap={4}>
      {scopes.slice(0, SHOWN).map((scope) => (
        <Badge key={scope} color="gray" size="sm">
          {scope === '*' ? t('access.preset_everything') : scope}
        </Badge>
      ))}
      {more.length > 0 && (
        <Tooltip label={more.join(', ')}>
          <Badge color="gray" size="sm" variant="outline">
            +{more.length}
          </Badge>
        </Tooltip>
      )}
    </Group>
  );
}
