import { Alert, Anchor, Badge, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatAge } from '../language/format';
import { Icon } from '../shell/icon';
import { Section } from './section';
import type { Readiness } from './use-health';

/** Says what keeps the server or an endpoint from working; silent while everything does. */
export function ReadinessReport({ readiness }: { readonly readiness: Readiness }) {
  const { t } = useTranslation();
  const { endpoints } = readiness;
  const faults = [
    ...(readiness.database === 'unreachable' ? [t('health.unreachable')] : []),
    ...(readiness.configuration === 'not loaded' ? [t('health.notLoaded')] : []),
    ...(readiness.draining === true ? [t('health.draining')] : []),
    ...(endpoints?.staleSince != null ? [t('health.stale', { age: formatAge(endpoints.staleSince) })] : []),
  ];
  return (
    <>
      {faults.map((fault) => (
        <Alert key={fault} color="red" variant="light" icon={<Icon name="warning" />} role="alert">
          {fault}
        </Alert>
      ))}
      {endpoints !== undefined && endpoints.inactive.length > 0 && (
        <Section title={t('health.inactive')} hint={t('health.inactiveHint')} empty={null}>
          <table className="dx-table">
            <tbody>
              {endpoints.inactive.map(({ alias, configurationId, reasons }) => (
                <tr key={configurationId}>
                  <td style={{ width: '25%' }}>
                    <EndpointLink id={configurationId} alias={alias} />
                  </td>
                  <td>
                    <Stack gap={2} lang="en">
                      {reasons.map((reason) => (
                        <Text key={reason} size="sm">
                          {reason}
                        </Text>
                      ))}
                    </Stack>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
    </>
  );
}

/** A link to an endpoint whose configuration is known by its number. */
export function EndpointLink({ id, alias }: { readonly id: number; readonly alias: string }) {
  return (
    <Anchor component={Link} to="/endpoints/$id" params={{ id: String(id) } as never} size="sm">
      {alias}
    </Anchor>
  );
}

/** In a word, whether the server works. */
export function ReadinessBadge({ readiness }: { readonly readiness: Readiness | undefined }) {
  const { t } = useTranslation();
  if (readiness === undefined) return null;
  return (
    <Badge color={readiness.status === 'ok' ? 'teal' : 'red'}>
      {readiness.status === 'ok' ? t('health.ready') : t('health.unavailable')}
    </Badge>
  );
}
