import { Badge, Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SuggestedRelationAnswer } from '../api/admin-api';
import { KINDS } from '../relations/relation-kind';
import type { DraftEditor } from './use-draft';

interface SuggestedRelationsProps {
  readonly suggestions: readonly SuggestedRelationAnswer[];
  readonly editor: DraftEditor;
}

/** The relations that foreign keys make possible, to be ticked. A child needs an endpoint of its own first. */
export function SuggestedRelations({ suggestions, editor }: SuggestedRelationsProps) {
  const { t } = useTranslation();
  const { relations } = editor.draft;
  if (suggestions.length === 0) return null;
  const toggle = ({ relation }: SuggestedRelationAnswer, checked: boolean): void =>
    editor.change({
      relations: checked ? [...relations, relation] : relations.filter(({ name }) => name !== relation.name),
    });
  return (
    <Stack gap="xs" p="md">
      <Title order={2}>{t('relations.possible')}</Title>
      <Text size="sm" c="dimmed">
        {t('relations.possibleHint')}
      </Text>
      {suggestions.map((suggestion) => (
        <Checkbox
          key={suggestion.relation.name}
          checked={relations.some(({ name }) => name === suggestion.relation.name)}
          disabled={!suggestion.childConfigured}
          onChange={(event) => toggle(suggestion, event.currentTarget.checked)}
          label={
            <Group gap={8} component="span">
              <span className="dx-mono">{suggestion.relation.name}</span>
              <Badge size="sm" color="gray">
                {t(KINDS[suggestion.kind])}
              </Badge>
              <Text size="sm" component="span">
                → {suggestion.relation.childDynamicEntityConfiguration.tableAlias}
              </Text>
            </Group>
          }
          description={
            suggestion.childConfigured ? (
              <span lang="en">{suggestion.reason}</span>
            ) : (
              t('relations.childFirst', { table: suggestion.childTable })
            )
          }
        />
      ))}
    </Stack>
  );
}
