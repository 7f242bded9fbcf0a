import type { KeyboardEvent } from 'react';

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Enter: [1, 0],
};

/**
 * Moves the focus between cells marked `data-grid="row:column"`. Inside a text the left and right keys first reach its
 * ends; a list of choices keeps its up and down keys.
 */
export function moveInGrid(event: KeyboardEvent, grid: HTMLElement | null): void {
  const step = STEPS[event.key];
  const from = event.target as HTMLElement;
  const place = from.dataset['grid'];
  if (step === undefined || place === undefined || grid === null || event.altKey || event.ctrlKey || event.metaKey)
    return;
  if (event.key === 'Enter' && !isText(from)) return;
  if (from instanceof HTMLSelectElement && step[0] !== 0) return;
  if (isText(from) && step[1] !== 0 && !isAtEnd(from, step[1])) return;
  const next = findCell(grid, place, step);
  if (next === null) return;
  event.preventDefault();
  next.focus();
  if (isText(next)) next.select();
}

function findCell(grid: HTMLElement, place: string, [rows, columns]: readonly [number, number]): HTMLElement | null {
  let [row = 0, column = 0] = place.split(':').map(Number);
  for (;;) {
    row += rows;
    column += columns;
    const cell = grid.querySelector<HTMLElement>(`[data-grid="${row}:${column}"]`);
    if (cell === null) return null;
    if (!(cell as HTMLInputElement).disabled) return cell;
  }
}

function isText(element: HTMLElement): element is HTMLInputElement {
  return element instanceof HTMLInputElement && element.type !== 'checkbox';
}

function isAtEnd(input: HTMLInputElement, step: number): boolean {
  const { selectionStart, selectionEnd, value } = input;
  return step < 0 ? selectionEnd === 0 : selectionStart === value.length;
}
