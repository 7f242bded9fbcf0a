import { STORES } from './make-reference-rows.js';
import { numbered } from './make-product-rows.js';
import type { Product, Variant } from './make-products.js';
import { rowSet } from './row-set.js';
import type { RowSet } from './row-set.js';

const WAREHOUSES = [
  { id: 1, name: 'Warehouse Berlin', uuid: '5d0c3f5a-1f0e-5b57-8a0f-0a7c6b1e9d01', stores: [1, 2] },
  { id: 2, name: 'Warehouse Newark', uuid: '5d0c3f5a-1f0e-5b57-8a0f-0a7c6b1e9d02', stores: [3] },
] as const;

/** A price of a product or of a variant, before it is spread over stores. */
interface Price {
  readonly type: 1 | 2;
  readonly product: Product;
  readonly variant: Variant | null;
  readonly gross: number;
}

/** Prices by store, warehouses, stock and availability. */
export function makePriceAndStockRows(products: readonly Product[]): RowSet[] {
  return [...makePriceRows(products), ...makeStockRows(products)];
}

function makePriceRows(products: readonly Product[]): RowSet[] {
  const prices = products.flatMap(pricesOf);
  const inStores = prices
    .flatMap((price, index) => storePrices(price, index + 1))
    .map(numbered('id_price_product_store'));
  return [
    rowSet('spy_price_type', [
      { id_price_type: 1, name: 'DEFAULT', price_mode_configuration: 'BOTH' },
      { id_price_type: 2, name: 'ORIGINAL', price_mode_configuration: 'BOTH' },
    ]),
    rowSet(
      'spy_price_product',
      prices.map(({ type, product, variant }, index) => ({
        id_price_product: index + 1,
        fk_price_type: type,
        fk_product_abstract: variant === null ? product.id : null,
        fk_product: variant?.id ?? null,
        price: null,
      })),
    ),
    rowSet('spy_price_product_store', inStores),
    rowSet(
      'spy_price_product_default',
      inStores.map((_, index) => ({ id_price_product_default: index + 1, fk_price_product_store: index + 1 })),
    ),
  ];
}

function pricesOf(product: Product): Price[] {
  const own = product.variants.flatMap((variant): Price[] =>
    variant.gross === null ? [] : [{ type: 1, product, variant, gross: variant.gross }],
  );
  const before: Price[] = product.isOnSale ? [{ type: 2, product, variant: null, gross: product.gross + 1_000 }] : [];
  return [{ type: 1, product, variant: null, gross: product.gross }, ...before, ...own];
}

function storePrices({ product, gross }: Price, priceId: number) {
  return STORES.filter((store) => product.stores.includes(store.id)).map((store) => {
    const inCurrency = store.name === 'US' ? Math.round((gross * 11) / 10) : gross;
    return {
      fk_price_product: priceId,
      fk_store: store.id,
      fk_currency: store.currency,
      gross_price: inCurrency,
      net_price: store.name === 'US' ? inCurrency : Math.round((inCurrency * 100) / 119),
      price_data:
        product.id % 10 === 0
          ? JSON.stringify({ volume_prices: [{ quantity: 5, gross_price: inCurrency - 50 }] })
          : null,
      price_data_checksum: null,
    };
  });
}

function makeStockRows(products: readonly Product[]): RowSet[] {
  const variants = products.flatMap((product) => product.variants.map((variant) => ({ product, variant })));
  return [
    rowSet(
      'spy_stock',
      WAREHOUSES.map(({ id, name, uuid }) => ({ id_stock: id, name, is_active: 1, uuid })),
    ),
    rowSet(
      'spy_stock_store',
      WAREHOUSES.flatMap(({ id, stores }) => stores.map((store) => ({ fk_stock: id, fk_store: store }))).map(
        numbered('id_stock_store'),
      ),
    ),
    rowSet(
      'spy_stock_product',
      variants
        .flatMap(({ variant }) =>
          WAREHOUSES.map(({ id }, index) => ({
            fk_product: variant.id,
            fk_stock: id,
            quantity: `${variant.stock[index] ?? 0}.0000000000`,
            is_never_out_of_stock: variant.id % 50 === 0 ? 1 : 0,
          })),
        )
        .map(numbered('id_stock_product')),
    ),
    rowSet(
      'spy_availability',
      variants.flatMap(({ product, variant }) => availabilities(product, variant)).map(numbered('id_availability')),
    ),
  ];
}

function availabilities(product: Product, variant: Variant) {
  return STORES.filter((store) => product.stores.includes(store.id)).map((store) => ({
    sku: variant.sku,
    fk_store: store.id,
    quantity: `${variant.stock[store.name === 'US' ? 1 : 0]}.0000000000`,
    is_never_out_of_stock: variant.id % 50 === 0 ? 1 : 0,
  }));
}
