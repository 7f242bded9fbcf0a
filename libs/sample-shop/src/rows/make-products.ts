import { COLORS, DEPARTMENTS, LINES, MATERIALS } from './vocabulary.js';
import type { Article, Department } from './vocabulary.js';
import { seededRandom } from './seeded-random.js';

/** A product with its variants, before it is spread over tables. */
export interface Product {
  readonly id: number;
  readonly sku: string;
  readonly line: string;
  readonly article: Article;
  readonly department: Department;
  readonly material: string;
  readonly taxSet: number;
  readonly approval: 'approved' | 'waiting_for_approval' | 'draft';
  readonly colorCode: string;
  /** In cents of a euro, tax included. */
  readonly gross: number;
  /** Numbers of the stores that sell it. */
  readonly stores: readonly number[];
  /** Day of the shop's calendar on which it was added. */
  readonly day: number;
  readonly isNew: boolean;
  readonly isOnSale: boolean;
  readonly variants: readonly Variant[];
}

export interface Variant {
  readonly id: number;
  readonly sku: string;
  readonly color: (typeof COLORS)[number];
  readonly weight: string;
  readonly active: boolean;
  /** Pieces in each warehouse. */
  readonly stock: readonly [number, number];
  /** Own price in cents; null: the product's. */
  readonly gross: number | null;
}

const SEED = 20_250_101;

/** Makes the shop's 1,000 products with 1,500 variants; always the same. */
export function makeProducts(): Product[] {
  const random = seededRandom(SEED);
  let variantId = 0;
  const articles = DEPARTMENTS.flatMap((department) => department.articles.map((article) => ({ department, article })));
  return LINES.flatMap((line) => articles.map((kind) => ({ line, ...kind }))).map(
    ({ line, article, department }, index) => {
      const id = index + 1;
      const sku = String(id).padStart(4, '0');
      const gross = random.integer(5, 300) * 100 - 1;
      const first = random.integer(0, COLORS.length - 1);
      const variants = Array.from({ length: id % 2 === 0 ? 2 : 1 }, (_, number): Variant => {
        variantId += 1;
        return {
          id: variantId,
          sku: `${sku}_${number + 1}`,
          color: COLORS[(first + number) % COLORS.length] as (typeof COLORS)[number],
          weight: `${random.integer(0, 9)}.${random.integer(1, 9)}`,
          active: random.chance(95),
          stock: [random.integer(0, 200), random.chance(70) ? random.integer(0, 50) : 0],
          gross: number > 0 && random.chance(50) ? gross + 500 : null,
        };
      });
      return {
        id,
        sku,
        line,
        article,
        department,
        material: random.pick(MATERIALS),
        taxSet: department.key === 'kitchen' && random.chance(20) ? 2 : 1,
        approval: random.chance(96) ? 'approved' : random.pick(['waiting_for_approval', 'draft']),
        colorCode: COLORS[first]?.[2] ?? '#000000',
        gross,
        stores: random.chance(60) ? [1, 2, 3] : [1, 2],
        day: Math.floor(index / 4),
        isNew: random.chance(10),
        isOnSale: random.chance(15),
        variants,
      };
    },
  );
}
