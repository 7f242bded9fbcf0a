import { Group, NativeSelect, SimpleGrid, Skeleton, Switch, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAge, formatNumber } from '../language/format';
import { Page } from '../shell/page';
import { Problem } from '../shell/problem';
import { DriftList } from './drift-list';
import { ReadinessBadge, ReadinessReport } from './readiness';
import { UsageTables } from './usage-tables';
import { useDrift, useLiveUsage, useReadiness, useUsage } from './use-health';

const UsageCharts = lazy(() => import('./usage-charts'));

const SPANS = [15, 60, 180, 360] as const;

/** How the server is doing: what it answers now and in the last hours, what fails, and what is slow. */
export function HealthPage() {
  const { t } = useTranslation();
  const [minutes, setMinutes] = useState<number>(60);
  const [isLive, setIsLive] = useState(true);
  const readiness = useReadiness();
  const usage = useUsage(minutes, isLive);
  const hasDrift = (useDrift().data?.data.length ?? 0) > 0;
  return (
    <Page
      title={t('nav.health')}
      description={
        <Group gap="sm">
          <ReadinessBadge readiness={readiness.data} />
          {usage.data !== undefined && <span>{t('health.since', { age: formatAge(usage.data.startedAt) })}</span>}
        </Group>
      }
      actions={
        <>
          <Switch
            label={t('health.live')}
            checked={isLive}
            onChange={(event) => setIsLive(event.currentTarget.checked)}
          />
          <NativeSelect
            aria-label={t('health.span')}
            data={SPANS.map((span) => ({
              value: String(span),
              label: span < 60 ? t('health.minutes', { count: span }) : t('health.hours', { count: span / 60 }),
            }))}
            value={String(minutes)}
            onChange={(event) => setMinutes(Number(event.currentTarget.value))}
          />
        </>
      }
    >
      {hasDrift && <DriftList />}
      {readiness.data !== undefined && <ReadinessReport readiness={readiness.data} />}
      <Now isLive={isLive} served={readiness.data?.endpoints?.endpoints} />
      {usage.isError && <Problem error={usage.error} onRetry={() => void usage.refetch()} />}
      {usage.data === undefined ? (
        !usage.isError && <Skeleton h={280} aria-busy="true" />
      ) : (
        <>
          <Suspense fallback={<Skeleton h={280} aria-busy="true" />}>
            <UsageCharts usage={usage.data} />
          </Suspense>
          <UsageTables usage={usage.data} />
        </>
      )}
      {!hasDrift && <DriftList />}
    </Page>
  );
}

/** The figures of this moment. */
function Now({ isLive, served }: { readonly isLive: boolean; readonly served: number | undefined }) {
  const { t } = useTranslation();
  const live = useLiveUsage(isLive).data;
  const now = live?.now;
  const failed =
    now === undefined || now.requests === 0 ? null : ((now.clientErrors + now.serverErrors) / now.requests) * 100;
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }}>
      <Figure label={t('health.rateNow')} value={write(now?.requestsPerSecond)} />
      <Figure label={t('health.inFlight')} value={write(live?.inFlight)} />
      <Figure label="p50" value={write(now?.p50)} unit="ms" />
      <Figure label="p95" value={write(now?.p95)} unit="ms" />
      <Figure label={t('health.failedNow')} value={write(failed)} unit="%" isBad={failed !== null && failed >= 5} />
      <Figure label={t('health.served')} value={write(served)} />
    </SimpleGrid>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: string | null;
  readonly unit?: string;
  readonly isBad?: boolean;
}

function Figure({ label, value, unit, isBad = false }: FigureProps) {
  return (
    <div className="dx-card dx-figure">
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text fz={24} fw={650} lh={1.25} className={isBad ? 'dx-warn' : undefined}>
        {value ?? '–'}
        {value !== null && unit !== undefined && (
          <Text span size="sm" c="dimmed" ml={4}>
            {unit}
          </Text>
        )}
      </Text>
    </div>
  );
}

function write(value: number | null | undefined): string | null {
  return value === null || value === undefined ? null : formatNumber(Math.round(value * 10) / 10);
}
