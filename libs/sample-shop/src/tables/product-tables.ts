import {
  binary,
  boolean,
  column,
  id,
  int,
  json,
  optional,
  table,
  text,
  times,
  timestamp,
  varchar,
  words,
} from './describe-table.js';
import type { SampleTable } from './describe-table.js';

/** Products, their texts, images and labels. */
export const PRODUCT_TABLES: readonly SampleTable[] = [
  table(
    'spy_product_abstract',
    [
      column('id_product_abstract', id()),
      optional('fk_tax_set', int()),
      column('sku', varchar(255), 'Article number'),
      column('attributes', json(), 'Attributes that all variants share'),
      optional('approval_status', words('draft', 'waiting_for_approval', 'approved', 'denied')),
      optional('color_code', varchar(8), 'Colour as #RRGGBB'),
      optional('new_from', timestamp(), 'Shown as new from'),
      optional('new_to', timestamp(), 'Shown as new until'),
      ...times(),
    ],
    {
      comment: 'Products without their variants',
      unique: [['sku']],
      references: ['fk_tax_set → spy_tax_set.id_tax_set'],
    },
  ),
  table(
    'spy_product_abstract_localized_attributes',
    [
      column('id_abstract_attributes', id()),
      column('fk_product_abstract', int()),
      column('fk_locale', int()),
      column('name', varchar(255)),
      optional('description', text()),
      optional('meta_title', varchar(255)),
      optional('meta_keywords', varchar(255)),
      optional('meta_description', text()),
      column('attributes', json()),
      ...times(),
    ],
    {
      comment: 'Texts of a product by language',
      unique: [['fk_product_abstract', 'fk_locale']],
      references: [
        'fk_product_abstract → spy_product_abstract.id_product_abstract!',
        'fk_locale → spy_locale.id_locale',
      ],
    },
  ),
  table(
    'spy_product_abstract_store',
    [column('id_product_abstract_store', id()), column('fk_product_abstract', int()), column('fk_store', int())],
    {
      comment: 'Stores that sell a product',
      unique: [['fk_product_abstract', 'fk_store']],
      references: ['fk_product_abstract → spy_product_abstract.id_product_abstract!', 'fk_store → spy_store.id_store'],
    },
  ),
  table(
    'spy_product',
    [
      column('id_product', id()),
      column('fk_product_abstract', int()),
      column('sku', varchar(255), 'Article number of the variant'),
      column('attributes', json(), 'Attributes that make the variant'),
      optional('discount', int()),
      column('is_active', boolean(), '', '0'),
      column('is_quantity_splittable', boolean(), '', '1'),
      optional('warehouses', varchar(255)),
      ...times(),
    ],
    {
      comment: 'Variants that can be bought',
      unique: [['sku']],
      references: ['fk_product_abstract → spy_product_abstract.id_product_abstract!'],
    },
  ),
  table(
    'spy_product_localized_attributes',
    [
      column('id_product_attributes', id()),
      column('fk_product', int()),
      column('fk_locale', int()),
      column('name', varchar(255)),
      optional('description', text()),
      column('attributes', json()),
      optional('is_complete', boolean()),
      ...times(),
    ],
    {
      comment: 'Texts of a variant by language',
      unique: [['fk_product', 'fk_locale']],
      references: ['fk_product → spy_product.id_product!', 'fk_locale → spy_locale.id_locale'],
    },
  ),
  table(
    'spy_product_image_set',
    [
      column('id_product_image_set', id()),
      optional('fk_product_abstract', int()),
      optional('fk_product', int()),
      optional('fk_locale', int(), 'Null: for all languages'),
      column('name', varchar(255), '', "'default'"),
      optional('product_image_set_key', varchar(32)),
      ...times(),
    ],
    {
      comment: 'Images that are shown together',
      unique: [['product_image_set_key']],
      references: [
        'fk_product_abstract → spy_product_abstract.id_product_abstract!',
        'fk_product → spy_product.id_product!',
        'fk_locale → spy_locale.id_locale',
      ],
    },
  ),
  table(
    'spy_product_image',
    [
      column('id_product_image', id()),
      optional('external_url_large', varchar(2048)),
      optional('external_url_small', varchar(2048)),
      optional('product_image_key', varchar(32)),
      optional('content_hash', binary(32), 'SHA-256 of the large image'),
      ...times(),
    ],
    { comment: 'Images', unique: [['product_image_key']] },
  ),
  table(
    'spy_product_image_set_to_product_image',
    [
      column('id_product_image_set_to_product_image', id()),
      column('fk_product_image_set', int()),
      column('fk_product_image', int()),
      column('sort_order', int()),
    ],
    {
      comment: 'Images of a set, in order',
      unique: [['fk_product_image_set', 'fk_product_image']],
      references: [
        'fk_product_image_set → spy_product_image_set.id_product_image_set!',
        'fk_product_image → spy_product_image.id_product_image!',
      ],
    },
  ),
  table(
    'spy_product_label',
    [
      column('id_product_label', id()),
      column('name', varchar(255)),
      optional('front_end_reference', varchar(255), 'Class of the label in the shop front'),
      column('is_active', boolean(), '', '1'),
      column('is_exclusive', boolean(), 'Shown alone when it applies', '0'),
      column('position', int()),
      optional('valid_from', timestamp()),
      optional('valid_to', timestamp()),
      ...times(),
    ],
    { comment: 'Labels such as New and Sale', unique: [['name']] },
  ),
  table(
    'spy_product_label_product_abstract',
    [
      column('id_product_label_product_abstract', id()),
      column('fk_product_label', int()),
      column('fk_product_abstract', int()),
    ],
    {
      comment: 'Labels of a product',
      unique: [['fk_product_label', 'fk_product_abstract']],
      references: [
        'fk_product_label → spy_product_label.id_product_label!',
        'fk_product_abstract → spy_product_abstract.id_product_abstract!',
      ],
    },
  ),
];
