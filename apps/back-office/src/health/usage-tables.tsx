import { Anchor, Button, Group, Progress, Stack, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EndpointUsageAnswer, ErrorUsageAnswer, SlowStatementAnswer, UsageAnswer } from '../api/admin-api';
import { useAliasLinks } from '../endpoints/use-alias-links';
import { formatAge, formatNumber, formatTime } from '../language/format';
import { CopyText } from '../shell/copy-text';
import { Icon } from '../shell/icon';
import { Section } from './section';

/** Errors, endpoints and slow statements of some time. */
export function UsageTables({ usage }: { readonly usage: UsageAnswer }) {
  return (
    <>
      <Errors errors={usage.errors} />
      <Endpoints endpoints={usage.endpoints} />
      {usage.slowStatements !== null && (
        <SlowStatements statements={usage.slowStatements} threshold={usage.slowStatementMs} />
      )}
    </>
  );
}

function Errors({ errors }: { readonly errors: readonly ErrorUsageAnswer[] }) {
  const { t } = useTranslation();
  const most = errors[0]?.count ?? 1;
  return (
    <Section title={t('health.errors')} empty={errors.length === 0 ? t('health.noErrors') : null}>
      <table className="dx-table">
        <thead>
          <tr>
            <th>{t('health.code')}</th>
            <th>{t('health.endpoint')}</th>
            <th style={{ textAlign: 'end' }}>{t('health.requests')}</th>
            <th aria-hidden style={{ width: '30%' }} />
            <th>{t('health.last')}</th>
          </tr>
        </thead>
        <tbody>
          {errors.map(({ code, alias, count, lastAt }) => (
            <tr key={`${code} ${alias}`}>
              <td>
                <span className="dx-mono">{code}</span>
              </td>
              <td>
                <AliasLink alias={alias} />
              </td>
              <td style={{ textAlign: 'end' }}>{formatNumber(count)}</td>
              <td aria-hidden>
                <Progress value={(count / most) * 100} size="sm" color="red.6" aria-hidden />
              </td>
              <td>
                <Text size="sm" c="dimmed" title={formatTime(lastAt)}>
                  {formatAge(lastAt)}
                </Text>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Endpoints({ endpoints }: { readonly endpoints: readonly EndpointUsageAnswer[] }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const shown = endpoints.filter(({ alias }) => alias.toLowerCase().includes(search.trim().toLowerCase()));
  return (
    <Section title={t('nav.endpoints')} empty={endpoints.length === 0 ? t('health.noRequests') : null}>
      <TextInput
        m="sm"
        type="search"
        leftSection={<Icon name="search" size={16} />}
        placeholder={t('endpoints.search')}
        aria-label={t('endpoints.search')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <table className="dx-table">
        <thead>
          <tr>
            <th>{t('health.endpoint')}</th>
            <th>{t('health.methods')}</th>
            <th style={{ textAlign: 'end' }}>{t('health.requests')}</th>
            <th style={{ textAlign: 'end' }}>{t('health.failed')}</th>
            <th style={{ textAlign: 'end' }}>p50</th>
            <th style={{ textAlign: 'end' }}>p95</th>
            <th style={{ textAlign: 'end' }}>p99</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((endpoint) => (
            <tr key={endpoint.alias}>
              <td>
                <AliasLink alias={endpoint.alias} />
              </td>
              <td>
                <Text size="xs" c="dimmed">
                  {endpoint.methods.map(({ method, requests }) => `${method} ${formatNumber(requests)}`).join(' · ')}
                </Text>
              </td>
              <td style={{ textAlign: 'end' }}>{formatNumber(endpoint.requests)}</td>
              <td style={{ textAlign: 'end' }}>{formatNumber(endpoint.clientErrors + endpoint.serverErrors)}</td>
              <td style={{ textAlign: 'end' }}>{writeTime(endpoint.p50)}</td>
              <td style={{ textAlign: 'end' }}>{writeTime(endpoint.p95)}</td>
              <td style={{ textAlign: 'end' }}>{writeTime(endpoint.p99)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

interface SlowStatementsProps {
  readonly statements: readonly SlowStatementAnswer[];
  readonly threshold: number;
}

const SLOW_SHOWN = 5;

function SlowStatements({ statements, threshold }: SlowStatementsProps) {
  const { t } = useTranslation();
  const [isWhole, setIsWhole] = useState(false);
  const hidden = isWhole ? 0 : Math.max(statements.length - SLOW_SHOWN, 0);
  return (
    <Section
      title={t('health.slow')}
      hint={t('health.slowHint', { ms: formatNumber(threshold) })}
      empty={statements.length === 0 ? t('health.noSlow') : null}
    >
      <Stack gap="sm" p="sm">
        {statements.slice(0, statements.length - hidden).map((statement) => (
          <div key={statement.sql}>
            <Text size="xs" c="dimmed" mb={4}>
              {t('health.slowFigures', {
                count: statement.count,
                average: writeTime(statement.averageMs),
                max: writeTime(statement.maxMs),
                age: formatAge(statement.lastAt),
              })}
            </Text>
            <Group align="flex-start" wrap="nowrap">
              <pre className="dx-code" style={{ flex: 1, maxHeight: 140 }} tabIndex={0} aria-label="SQL">
                {statement.sql}
              </pre>
              <CopyText text={statement.sql} label={t('health.copySql')} />
            </Group>
          </div>
        ))}
        {hidden > 0 && (
          <Group>
            <Button size="compact-sm" variant="subtle" onClick={() => setIsWhole(true)}>
              {t('health.moreSlow', { count: hidden })}
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  );
}

function AliasLink({ alias }: { readonly alias: string }) {
  const id = useAliasLinks()(alias);
  if (id === undefined) return <>{alias}</>;
  return (
    <Anchor component={Link} to="/endpoints/$id" params={{ id: String(id) } as never} size="sm">
      {alias}
    </Anchor>
  );
}

function writeTime(ms: number | null): string {
  return ms === null ? '–' : `${formatNumber(Math.round(ms * 10) / 10)} ms`;
}
