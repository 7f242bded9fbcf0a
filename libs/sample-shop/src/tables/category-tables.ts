import { boolean, column, id, int, optional, table, text, times, varchar } from './describe-table.js';
import type { SampleTable } from './describe-table.js';

/** Categories, their tree, and the addresses under which the shop front shows things. */
export const CATEGORY_TABLES: readonly SampleTable[] = [
  table(
    'spy_category',
    [
      column('id_category', id()),
      column('category_key', varchar(255)),
      column('is_active', boolean(), '', '1'),
      column('is_in_menu', boolean(), '', '1'),
      column('is_clickable', boolean(), '', '1'),
      column('is_searchable', boolean(), '', '1'),
    ],
    { comment: 'Categories', unique: [['category_key']] },
  ),
  table(
    'spy_category_attribute',
    [
      column('id_category_attribute', id()),
      column('fk_category', int()),
      column('fk_locale', int()),
      column('name', varchar(255)),
      optional('meta_title', varchar(255)),
      optional('meta_keywords', text()),
      optional('meta_description', text()),
      ...times(),
    ],
    {
      comment: 'Texts of a category by language',
      unique: [['fk_category', 'fk_locale']],
      references: ['fk_category → spy_category.id_category!', 'fk_locale → spy_locale.id_locale'],
    },
  ),
  table(
    'spy_category_node',
    [
      column('id_category_node', id()),
      column('fk_category', int()),
      optional('fk_parent_category_node', int(), 'Null: top of the tree'),
      column('is_main', boolean(), '', '0'),
      column('is_root', boolean(), '', '0'),
      column('node_order', int(), 'Higher comes first', '0'),
    ],
    {
      comment: 'Places of categories in the tree',
      references: [
        'fk_category → spy_category.id_category!',
        'fk_parent_category_node → spy_category_node.id_category_node',
      ],
    },
  ),
  table(
    'spy_product_category',
    [
      column('id_product_category', id()),
      column('fk_product_abstract', int()),
      column('fk_category', int()),
      column('product_order', int(), 'Place of the product in the category', '0'),
    ],
    {
      comment: 'Categories of a product',
      unique: [['fk_product_abstract', 'fk_category']],
      references: [
        'fk_product_abstract → spy_product_abstract.id_product_abstract!',
        'fk_category → spy_category.id_category!',
      ],
    },
  ),
  table(
    'spy_url',
    [
      column('id_url', id()),
      column('fk_locale', int()),
      column('url', varchar(255), 'Path in the shop front'),
      optional('fk_resource_product_abstract', int()),
      optional('fk_resource_categorynode', int()),
    ],
    {
      comment: 'Addresses of pages in the shop front',
      unique: [['url']],
      references: [
        'fk_locale → spy_locale.id_locale',
        'fk_resource_product_abstract → spy_product_abstract.id_product_abstract!',
        'fk_resource_categorynode → spy_category_node.id_category_node!',
      ],
    },
  ),
];
