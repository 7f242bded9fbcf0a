import { makeCategoryRows } from './make-category-rows.js';
import { makeOrderRows } from './make-order-rows.js';
import { makePriceAndStockRows } from './make-price-and-stock-rows.js';
import { makeProductRows } from './make-product-rows.js';
import { makeProducts } from './make-products.js';
import { makeReferenceRows } from './make-reference-rows.js';
import type { RowSet } from './row-set.js';

/** All rows of the sample shop, the same in every run; each set comes after the sets that it refers to. */
export function makeShopRows(): RowSet[] {
  const products = makeProducts();
  return [
    ...makeReferenceRows(),
    ...makeProductRows(products),
    ...makePriceAndStockRows(products),
    ...makeCategoryRows(products),
    ...makeOrderRows(products),
  ];
}
