import { Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Height of a row in pixels; the style of the rows says the same. */
const ROW_HEIGHT = 46;
/** Rows beyond those in view. */
const OVERSCAN = 12;

interface VirtualTableProps {
  readonly label: string;
  readonly className: string | undefined;
  readonly count: number;
  /** At least so many columns has the table. */
  readonly columns: number;
  /** The cells of the head. */
  readonly head: ReactNode;
  /** The row at a place, which carries `aria-rowindex` with the number it is given. */
  readonly row: (index: number, rowIndex: number) => ReactNode;
}

/** A table of any length in a box that scrolls; only the rows in view are in the page. */
export function VirtualTable({ label, className, count, columns, head, row }: VirtualTableProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    useFlushSync: false,
  });
  const items = virtual.getVirtualItems();
  return (
    <div
      ref={scroller}
      className={`dx-scroll dx-virtual ${className ?? ''}`}
      tabIndex={0}
      role="region"
      aria-label={label}
    >
      <table className="dx-table" aria-rowcount={count + 1}>
        <thead>
          <tr>{head}</tr>
        </thead>
        <tbody>
          <Spacer height={items[0]?.start ?? 0} columns={columns} />
          {items.map(({ index }) => row(index, index + 2))}
          <Spacer height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} columns={columns} />
        </tbody>
      </table>
      {count === 0 && (
        <Text p="xl" ta="center" c="dimmed" size="sm">
          {t('common.nothingFound')}
        </Text>
      )}
    </div>
  );
}

/** Stands for the rows that are not in the page. */
function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true">
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}
