import { Badge, Group, Stack, Tabs, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TriedStatementAnswer, TryAnswer } from '../api/admin-api';
import { formatNumber } from '../language/format';
import { CopyText } from '../shell/copy-text';
import { indentJson } from './indent-json';

/** What an endpoint answered: status, time, body, headers, and for owners what was asked of the database. */
export function TryResult({ answer }: { readonly answer: TryAnswer }) {
  const { t } = useTranslation();
  const body = useMemo(() => indentJson(answer.body), [answer.body]);
  const headers = Object.entries(answer.headers);
  return (
    <Stack className="dx-card" gap={0} role="region" aria-label={t('try.answer')}>
      <Group p="sm" gap="sm">
        <Badge
          size="lg"
          color={answer.status < 300 ? 'teal' : answer.status < 500 ? 'yellow' : 'red'}
          data-testid="status"
        >
          {answer.status}
        </Badge>
        <Text size="sm" c="dimmed">
          {t('try.time', { ms: formatNumber(Math.round(answer.ms * 10) / 10) })} ·{' '}
          {t('try.size', { bytes: formatNumber(answer.bodyBytes) })}
        </Text>
        {answer.dryRun && <Badge color="blue">{t('try.rolledBack')}</Badge>}
        {answer.truncated && <Badge color="yellow">{t('try.cut')}</Badge>}
      </Group>
      <Tabs defaultValue="body">
        <Tabs.List px="sm">
          <Tabs.Tab value="body">{t('try.body')}</Tabs.Tab>
          <Tabs.Tab value="headers">{t('try.headers', { count: headers.length })}</Tabs.Tab>
          {answer.statements !== null && (
            <Tabs.Tab value="sql">{t('try.statements', { count: answer.statementCount ?? 0 })}</Tabs.Tab>
          )}
        </Tabs.List>
        <Tabs.Panel value="body" p="sm">
          <Group align="flex-start" wrap="nowrap">
            <pre
              className="dx-code"
              style={{ maxHeight: 420, flex: 1 }}
              tabIndex={0}
              data-testid="body"
              aria-label={t('try.body')}
            >
              {body}
            </pre>
            <CopyText text={body} label={t('try.copyBody')} />
          </Group>
        </Tabs.Panel>
        <Tabs.Panel value="headers" p="sm">
          <pre className="dx-code" tabIndex={0} aria-label={t('try.headerList')}>
            {headers.map(([name, value]) => `${name}: ${value}`).join('\n')}
          </pre>
        </Tabs.Panel>
        {answer.statements !== null && (
          <Tabs.Panel value="sql" p="sm">
            <Stack gap="sm">
              {answer.statements.map((statement, index) => (
                <StatementView key={index} statement={statement} />
              ))}
            </Stack>
          </Tabs.Panel>
        )}
      </Tabs>
    </Stack>
  );
}

function StatementView({ statement }: { readonly statement: TriedStatementAnswer }) {
  const { t } = useTranslation();
  return (
    <div>
      <Group gap="sm" mb={4}>
        <Text size="xs" c="dimmed">
          {t('try.time', { ms: formatNumber(Math.round(statement.ms * 100) / 100) })}
          {statement.rows === null ? '' : ` · ${t('try.rows', { count: statement.rows })}`}
          {statement.transaction === null ? '' : ` · ${t('try.transaction', { number: statement.transaction })}`}
        </Text>
      </Group>
      <pre className="dx-code" tabIndex={0} aria-label="SQL">
        {statement.sql}
        {statement.params.length === 0 ? '' : `\n-- ${JSON.stringify(statement.params)}`}
      </pre>
      {statement.explain !== null && (
        <table className="dx-table">
          <thead>
            <tr>
              {statement.explain.columns.map((column) => (
                <th key={column}>{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {statement.explain.rows.map((row, index) => (
              <tr key={index}>
                {row.map((value, place) => (
                  <td key={place}>
                    <span className="dx-mono">{value ?? '–'}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
