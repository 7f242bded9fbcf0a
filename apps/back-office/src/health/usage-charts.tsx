import '@mantine/charts/styles.css';
import { AreaChart, LineChart } from '@mantine/charts';
import { SimpleGrid, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { UsageAnswer } from '../api/admin-api';
import { formatNumber } from '../language/format';
import { currentLanguage } from '../language/language';
import { toCharts } from './to-charts';

const HEIGHT = 230;
const MINUTES: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
const SECONDS: Intl.DateTimeFormatOptions = { ...MINUTES, second: '2-digit' };
const COLORS = {
  ok: 'teal.6',
  clientErrors: 'yellow.6',
  serverErrors: 'red.6',
  p50: 'teal.6',
  p95: 'yellow.7',
  p99: 'red.6',
} as const;

/** Requests per second and their times, as curves. */
export default function UsageCharts({ usage }: { readonly usage: UsageAnswer }) {
  const { t } = useTranslation();
  const { points, peakRate, worstTime } = toCharts(usage);
  const common = {
    h: HEIGHT,
    data: [...points],
    dataKey: 'at',
    withLegend: true,
    curveType: 'monotone' as const,
    // Why off: the figures are in the tables below, for every reader; a curve of hundreds of points is for the eye.
    accessibilityLayer: false,
    gridAxis: 'x' as const,
    tickLine: 'none' as const,
    xAxisProps: { minTickGap: 48, tickFormatter: (at: string) => writeClock(at, MINUTES) },
    tooltipProps: { labelFormatter: (at: unknown) => writeClock(String(at), SECONDS) },
    valueFormatter: (value: number) => formatNumber(Math.round(value * 100) / 100),
  };
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <Figure title={t('health.rate')} label={t('health.rateLabel', { peak: formatNumber(peakRate) })}>
        <AreaChart
          {...common}
          type="stacked"
          withDots={false}
          // Why no lines: the line of a series without requests would lie on top of the others.
          strokeWidth={0}
          fillOpacity={0.75}
          series={(['ok', 'clientErrors', 'serverErrors'] as const).map((name) => ({
            name,
            label: t(`health.${name}`),
            color: COLORS[name],
          }))}
        />
      </Figure>
      <Figure title={t('health.times')} label={t('health.timesLabel', { worst: formatNumber(worstTime) })}>
        <LineChart
          {...common}
          // Why dots: a time between two intervals without requests has no line.
          dotProps={{ r: 1.5, strokeWidth: 0 }}
          connectNulls={false}
          series={(['p50', 'p95', 'p99'] as const).map((name) => ({ name, label: name, color: COLORS[name] }))}
        />
      </Figure>
    </SimpleGrid>
  );
}

function Figure({
  title,
  label,
  children,
}: {
  readonly title: string;
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="dx-card dx-chart">
      <Title order={2} mb="sm">
        {title}
      </Title>
      <div role="img" aria-label={label}>
        {children}
      </div>
    </div>
  );
}

function writeClock(instant: string, precision: Intl.DateTimeFormatOptions): string {
  const date = new Date(instant);
  // Why: the tooltip asks for its label also while it points at nothing.
  return Number.isNaN(date.getTime()) ? '' : new Intl.DateTimeFormat(currentLanguage(), precision).format(date);
}
