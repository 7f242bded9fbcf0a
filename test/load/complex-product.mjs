// A complex product of the sample shop: 16 rows in 14 tables, as one nested record and as plain rows by table.

const LOCALES = [1, 2];

/** The nested record that a client sends; `key` makes its unique texts. */
export function nestedProduct(key) {
  const texts = (name) =>
    LOCALES.map((fk_locale) => ({
      fk_locale,
      name: `${name} ${fk_locale}`,
      description: DESCRIPTION,
      attributes: '{}',
    }));
  return {
    sku: `complex-${key}`,
    attributes: '{"material":"steel"}',
    fk_tax_set: 1,
    approval_status: 'approved',
    productAbstractLocalizedAttributes: texts('Complex product'),
    productAbstractStores: [{ fk_store: 1 }],
    productAbstractProducts: [
      {
        sku: `complex-${key}-1`,
        attributes: '{"color":"black"}',
        is_active: true,
        productLocalizedAttributes: texts('Complex variant'),
        productStocks: [{ fk_stock: 1, quantity: '12.5', is_never_out_of_stock: false }],
      },
    ],
    productAbstractPrices: [
      {
        fk_price_type: 1,
        productPriceStores: [
          { fk_store: 1, fk_currency: 1, gross_price: 1999, net_price: 1680, productPriceDefaults: [{}] },
        ],
      },
    ],
    productAbstractImageSets: [{ name: 'default', imageSetImages: [{ fk_product_image: 1, sort_order: 0 }] }],
    productAbstractCategories: [{ fk_category: 1, product_order: 0 }],
    productAbstractLabels: [{ fk_product_label: 1 }],
    productAbstractUrls: [{ url: `/en/complex-${key}`, fk_locale: 1 }],
  };
}

const DESCRIPTION = 'A plain description of a product that is long enough to be like a real one.';

/** Inserts the same rows as plain multi-row statements in one transaction. */
export async function insertRawProducts(connection, keys) {
  const now = new Date().toISOString().slice(0, 19).replace('T', ' ');
  const times = { created_at: now, updated_at: now };
  await connection.beginTransaction();
  const abstracts = await insert(connection, 'spy_product_abstract', keys, (key) => ({
    sku: `complex-${key}`,
    attributes: '{"material":"steel"}',
    fk_tax_set: 1,
    approval_status: 'approved',
    ...times,
  }));
  const text =
    (owner, name) =>
    ([id, fk_locale]) => ({
      [owner]: id,
      fk_locale,
      name: `${name} ${fk_locale}`,
      description: DESCRIPTION,
      attributes: '{}',
      ...times,
    });
  await insert(
    connection,
    'spy_product_abstract_localized_attributes',
    byLocale(abstracts),
    text('fk_product_abstract', 'Complex product'),
  );
  await insert(connection, 'spy_product_abstract_store', abstracts, (id) => ({ fk_product_abstract: id, fk_store: 1 }));
  const products = await insert(connection, 'spy_product', abstracts, (id, index) => ({
    fk_product_abstract: id,
    sku: `complex-${keys[index]}-1`,
    attributes: '{"color":"black"}',
    is_active: 1,
    ...times,
  }));
  await insert(
    connection,
    'spy_product_localized_attributes',
    byLocale(products),
    text('fk_product', 'Complex variant'),
  );
  await insert(connection, 'spy_stock_product', products, (id) => ({
    fk_product: id,
    fk_stock: 1,
    quantity: '12.5',
    is_never_out_of_stock: 0,
  }));
  const prices = await insert(connection, 'spy_price_product', abstracts, (id) => ({
    fk_product_abstract: id,
    fk_price_type: 1,
  }));
  const priceStores = await insert(connection, 'spy_price_product_store', prices, (id) => ({
    fk_price_product: id,
    fk_store: 1,
    fk_currency: 1,
    gross_price: 1999,
    net_price: 1680,
  }));
  await insert(connection, 'spy_price_product_default', priceStores, (id) => ({ fk_price_product_store: id }));
  const sets = await insert(connection, 'spy_product_image_set', abstracts, (id) => ({
    fk_product_abstract: id,
    name: 'default',
    ...times,
  }));
  await insert(connection, 'spy_product_image_set_to_product_image', sets, (id) => ({
    fk_product_image_set: id,
    fk_product_image: 1,
    sort_order: 0,
  }));
  await insert(connection, 'spy_product_category', abstracts, (id) => ({
    fk_product_abstract: id,
    fk_category: 1,
    product_order: 0,
  }));
  await insert(connection, 'spy_product_label_product_abstract', abstracts, (id) => ({
    fk_product_abstract: id,
    fk_product_label: 1,
  }));
  await insert(connection, 'spy_url', abstracts, (id, index) => ({
    fk_resource_product_abstract: id,
    url: `/en/complex-${keys[index]}`,
    fk_locale: 1,
  }));
  await connection.commit();
}

const byLocale = (ids) => ids.flatMap((id) => LOCALES.map((locale) => [id, locale]));

/** One multi-row INSERT; answers the generated keys, which MariaDB hands out one after another. */
async function insert(connection, table, parents, makeRow) {
  const rows = parents.map(makeRow);
  const columns = Object.keys(rows[0]);
  const marks = `(${columns.map(() => '?').join(',')})`;
  const [result] = await connection.query(
    `INSERT INTO ${table} (${columns.join(',')}) VALUES ${rows.map(() => marks).join(',')}`,
    rows.flatMap((row) => columns.map((name) => row[name])),
  );
  return rows.map((_row, index) => result.insertId + index);
}
