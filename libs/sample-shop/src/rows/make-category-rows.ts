import { LOCALES } from './make-reference-rows.js';
import { nameOf, numbered } from './make-product-rows.js';
import type { Product } from './make-products.js';
import { rowSet } from './row-set.js';
import type { RowSet } from './row-set.js';
import { shopTime } from './shop-time.js';
import { DEPARTMENTS } from './vocabulary.js';

/** A category with its place in the tree; the same number names its node. */
interface Category {
  readonly id: number;
  readonly key: string;
  readonly parent: number | null;
  readonly names: { readonly en: string; readonly de: string };
}

/** Categories, their tree, which products are in them, and the addresses of both. */
export function makeCategoryRows(products: readonly Product[]): RowSet[] {
  const categories = makeCategories();
  const idOf = new Map(categories.map(({ key, id }) => [key, id]));
  return [
    rowSet(
      'spy_category',
      categories.map(({ id, key, parent }) => ({
        id_category: id,
        category_key: key,
        is_active: 1,
        is_in_menu: parent === null ? 0 : 1,
        is_clickable: 1,
        is_searchable: 1,
      })),
    ),
    rowSet(
      'spy_category_attribute',
      categories
        .flatMap((category) => LOCALES.map((locale) => texts(category, locale)))
        .map(numbered('id_category_attribute')),
    ),
    rowSet(
      'spy_category_node',
      categories.map(({ id, parent }) => ({
        id_category_node: id,
        fk_category: id,
        fk_parent_category_node: parent,
        is_main: 1,
        is_root: parent === null ? 1 : 0,
        node_order: 1_000 - id,
      })),
    ),
    rowSet(
      'spy_product_category',
      products
        .flatMap(({ id, department, article }) => [
          { fk_product_abstract: id, fk_category: idOf.get(department.key) ?? 1, product_order: id },
          { fk_product_abstract: id, fk_category: idOf.get(article.key) ?? 1, product_order: id },
        ])
        .map(numbered('id_product_category')),
    ),
    makeUrlRows(products, categories),
  ];
}

function makeCategories(): Category[] {
  const categories: Category[] = [{ id: 1, key: 'shop', parent: null, names: { en: 'Shop', de: 'Laden' } }];
  const add = (key: string, parent: number, names: Category['names']): number => {
    categories.push({ id: categories.length + 1, key, parent, names });
    return categories.length;
  };
  for (const department of DEPARTMENTS) {
    const parent = add(department.key, 1, { en: department.en, de: department.de });
    for (const { key, en, de } of department.articles) add(key, parent, { en: en[1], de: de[1] });
  }
  return categories;
}

function texts({ id, names }: Category, locale: (typeof LOCALES)[number]) {
  const name = names[locale.prefix];
  return {
    fk_category: id,
    fk_locale: locale.id,
    name,
    meta_title: name,
    meta_keywords: name,
    meta_description: locale.prefix === 'en' ? `All ${name}` : `Alles über ${name}`,
    created_at: shopTime(0),
    updated_at: shopTime(0),
  };
}

function makeUrlRows(products: readonly Product[], categories: readonly Category[]): RowSet {
  const ofCategories = categories.flatMap(({ id, key, parent }) =>
    LOCALES.map((locale) => ({
      fk_locale: locale.id,
      url: parent === null ? `/${locale.prefix}` : `/${locale.prefix}/${key}`,
      fk_resource_product_abstract: null,
      fk_resource_categorynode: id,
    })),
  );
  const ofProducts = products.flatMap((product) =>
    LOCALES.map((locale) => ({
      fk_locale: locale.id,
      url: `/${locale.prefix}/${slug(nameOf(product, locale))}-${product.sku}`,
      fk_resource_product_abstract: product.id,
      fk_resource_categorynode: null,
    })),
  );
  return rowSet('spy_url', [...ofCategories, ...ofProducts].map(numbered('id_url')));
}

/** A name as a part of a URL: `alba-rucksack`. */
function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]+/g, '-');
}
