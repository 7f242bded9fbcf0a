import type { Page } from 'playwright-core';

type Place = readonly [endpoint: string, column: string];

/** Draws a line in the picture of relations, from a column of one endpoint to one of another further to the right. */
export async function dragColumn(page: Page, from: Place, to: Place): Promise<void> {
  const centre = async ([endpoint, column]: Place, side: 'l' | 'r') => {
    const box = await page
      .locator(`.react-flow__node[data-id="${endpoint}"] .react-flow__handle[data-handleid="${column}:${side}"]`)
      .boundingBox();
    if (box === null) throw new Error(`${endpoint}.${column} is not in the picture`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const [start, end] = [await centre(from, 'r'), await centre(to, 'l')];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await page.mouse.up();
}
