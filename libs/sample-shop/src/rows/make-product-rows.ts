import { createHash } from 'node:crypto';
import { LOCALES } from './make-reference-rows.js';
import type { Product, Variant } from './make-products.js';
import { rowSet } from './row-set.js';
import type { RowSet } from './row-set.js';
import { shopTime } from './shop-time.js';

type Locale = (typeof LOCALES)[number];

/** Products, variants and their texts. */
export function makeProductRows(products: readonly Product[]): RowSet[] {
  const variants = products.flatMap((product) => product.variants.map((variant) => ({ product, variant })));
  return [
    rowSet('spy_product_abstract', products.map(abstractRow)),
    rowSet(
      'spy_product_abstract_localized_attributes',
      products
        .flatMap((product) => LOCALES.map((locale) => abstractTexts(product, locale)))
        .map(numbered('id_abstract_attributes')),
    ),
    rowSet(
      'spy_product_abstract_store',
      products
        .flatMap(({ id, stores }) => stores.map((store) => ({ fk_product_abstract: id, fk_store: store })))
        .map(numbered('id_product_abstract_store')),
    ),
    rowSet(
      'spy_product',
      variants.map(({ product, variant }) => variantRow(product, variant)),
    ),
    rowSet(
      'spy_product_localized_attributes',
      variants
        .flatMap(({ product, variant }) => LOCALES.map((locale) => variantTexts(product, variant, locale)))
        .map(numbered('id_product_attributes')),
    ),
    ...makeImageRows(products),
    ...makeLabelRows(products),
  ];
}

/** Puts a row's number in front of it: the first is 1. */
export function numbered<Row extends object>(
  column: string,
): (row: Row, index: number) => Row & Record<string, number> {
  return (row, index) => ({ [column]: index + 1, ...row });
}

function made(product: Product): { readonly created_at: string; readonly updated_at: string } {
  return { created_at: shopTime(product.day), updated_at: shopTime(product.day, product.id) };
}

/** The product's name in a language. */
export function nameOf(product: Product, locale: Locale): string {
  return `${product.line} ${product.article[locale.prefix][0]}`;
}

function abstractRow(product: Product) {
  return {
    id_product_abstract: product.id,
    fk_tax_set: product.taxSet,
    sku: product.sku,
    attributes: JSON.stringify({ line: product.line, material: product.material }),
    approval_status: product.approval,
    color_code: product.colorCode,
    new_from: product.isNew ? shopTime(product.day) : null,
    new_to: product.isNew ? shopTime(product.day + 90) : null,
    ...made(product),
  };
}

function abstractTexts(product: Product, locale: Locale) {
  const name = nameOf(product, locale);
  const english = locale.prefix === 'en';
  return {
    fk_product_abstract: product.id,
    fk_locale: locale.id,
    name,
    description: english
      ? `The ${name} is made of ${product.material} and comes in ${product.variants.length} colour(s).`
      : `Das Modell „${name}“ gibt es in ${product.variants.length} Farbe(n).`,
    meta_title: name,
    meta_keywords: `${product.line},${product.article[locale.prefix][1]},${product.department[locale.prefix]}`,
    meta_description: english ? `Buy ${name} online` : `${name} online kaufen`,
    attributes: JSON.stringify({}),
    ...made(product),
  };
}

function variantRow(product: Product, variant: Variant) {
  return {
    id_product: variant.id,
    fk_product_abstract: product.id,
    sku: variant.sku,
    attributes: JSON.stringify({ color: variant.color[0], weight_kg: variant.weight }),
    discount: product.isOnSale ? 10 : null,
    is_active: variant.active ? 1 : 0,
    is_quantity_splittable: 1,
    warehouses: null,
    ...made(product),
  };
}

function variantTexts(product: Product, variant: Variant, locale: Locale) {
  return {
    fk_product: variant.id,
    fk_locale: locale.id,
    name: `${nameOf(product, locale)} ${variant.color[locale.prefix === 'en' ? 0 : 1]}`,
    description: null,
    attributes: JSON.stringify({ color: variant.color[locale.prefix === 'en' ? 0 : 1] }),
    is_complete: 1,
    ...made(product),
  };
}

/** One set for each product and one for each variant; a product's set shows the images of its variants. */
function makeImageRows(products: readonly Product[]): RowSet[] {
  const sets = products.flatMap((product) => [
    { product, variant: null, images: product.variants.map(({ id }) => id) },
    ...product.variants.map((variant) => ({ product, variant, images: [variant.id] })),
  ]);
  return [
    rowSet(
      'spy_product_image_set',
      sets.map(({ product, variant }, index) => ({
        id_product_image_set: index + 1,
        fk_product_abstract: variant === null ? product.id : null,
        fk_product: variant?.id ?? null,
        fk_locale: null,
        name: 'default',
        product_image_set_key: `set-${variant?.sku ?? product.sku}`,
        ...made(product),
      })),
    ),
    rowSet(
      'spy_product_image',
      products.flatMap((product) => product.variants.map((variant) => imageRow(product, variant))),
    ),
    rowSet(
      'spy_product_image_set_to_product_image',
      sets
        .flatMap(({ images }, index) =>
          images.map((image, place) => ({
            fk_product_image_set: index + 1,
            fk_product_image: image,
            sort_order: place,
          })),
        )
        .map(numbered('id_product_image_set_to_product_image')),
    ),
  ];
}

function imageRow(product: Product, variant: Variant) {
  return {
    id_product_image: variant.id,
    external_url_large: `https://images.example.com/large/${variant.sku}.jpg`,
    external_url_small: `https://images.example.com/small/${variant.sku}.jpg`,
    product_image_key: `image-${variant.sku}`,
    content_hash: createHash('sha256').update(variant.sku).digest(),
    ...made(product),
  };
}

function makeLabelRows(products: readonly Product[]): RowSet[] {
  const labels = ['New', 'Sale'].map((name, index) => ({
    id_product_label: index + 1,
    name,
    front_end_reference: `label-${name.toLowerCase()}`,
    is_active: 1,
    is_exclusive: 0,
    position: index + 1,
    valid_from: shopTime(0),
    valid_to: null,
    created_at: shopTime(0),
    updated_at: shopTime(0),
  }));
  const pairs = products.flatMap(({ id, isNew, isOnSale }) => [
    ...(isNew ? [{ fk_product_label: 1, fk_product_abstract: id }] : []),
    ...(isOnSale ? [{ fk_product_label: 2, fk_product_abstract: id }] : []),
  ]);
  return [
    rowSet('spy_product_label', labels),
    rowSet('spy_product_label_product_abstract', pairs.map(numbered('id_product_label_product_abstract'))),
  ];
}
