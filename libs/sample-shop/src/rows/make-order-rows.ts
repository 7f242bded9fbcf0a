import { countryId, CURRENCIES, LOCALES, STORES } from './make-reference-rows.js';
import { nameOf } from './make-product-rows.js';
import type { Product } from './make-products.js';
import { rowSet } from './row-set.js';
import type { RowSet } from './row-set.js';
import { seededRandom } from './seeded-random.js';
import type { SeededRandom } from './seeded-random.js';
import { shopDay, shopTime } from './shop-time.js';
import { CITIES, FIRST_NAMES, LAST_NAMES } from './vocabulary.js';

const CUSTOMERS = 500;
const ORDERS = 3_000;
const SEED = 20_250_303;
const STATES = ['new', 'payment pending', 'paid', 'exported', 'shipped', 'delivered', 'returned', 'closed'] as const;

interface Customer {
  readonly id: number;
  readonly reference: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly salutation: string;
  readonly street: string;
  readonly city: (typeof CITIES)[number];
  readonly day: number;
}

interface Order {
  readonly id: number;
  readonly customer: Customer;
  readonly store: (typeof STORES)[number];
  readonly day: number;
  readonly seconds: number;
  readonly items: readonly OrderItem[];
}

interface OrderItem {
  readonly product: Product;
  readonly sku: string;
  readonly quantity: number;
  readonly state: number;
}

/** Customers and their orders. */
export function makeOrderRows(products: readonly Product[]): RowSet[] {
  const random = seededRandom(SEED);
  const customers = Array.from({ length: CUSTOMERS }, (_, index) => makeCustomer(index + 1, random));
  const orders = Array.from({ length: ORDERS }, (_, index) => makeOrder(index + 1, customers, products, random));
  return [
    rowSet('spy_customer', customers.map(customerRow)),
    rowSet(
      'spy_customer_address',
      customers.map((customer) => ({
        id_customer_address: customer.id,
        fk_customer: customer.id,
        ...addressRow(customer),
      })),
    ),
    rowSet(
      'spy_sales_order_address',
      orders.map(({ id, customer }) => ({ id_sales_order_address: id, ...addressRow(customer) })),
    ),
    rowSet('spy_sales_order', orders.map(orderRow)),
    rowSet(
      'spy_oms_order_item_state',
      STATES.map((name, index) => ({ id_oms_order_item_state: index + 1, name, description: null })),
    ),
    rowSet(
      'spy_sales_order_item',
      orders
        .flatMap((order) => order.items.map((item) => itemRow(order, item)))
        .map((row, index) => ({ id_sales_order_item: index + 1, ...row })),
    ),
    rowSet('spy_sales_order_totals', orders.map(totalsRow)),
  ];
}

function makeCustomer(id: number, random: SeededRandom): Customer {
  const [firstName, salutation] = random.pick(FIRST_NAMES);
  return {
    id,
    reference: `DE--${id}`,
    email: `customer${id}@example.com`,
    firstName,
    lastName: random.pick(LAST_NAMES),
    salutation,
    street: `Example Street ${random.integer(1, 180)}`,
    city: random.pick(CITIES),
    day: Math.floor(id / 3),
  };
}

function makeOrder(
  id: number,
  customers: readonly Customer[],
  products: readonly Product[],
  random: SeededRandom,
): Order {
  const customer = random.pick(customers);
  const store = STORES.find(({ country }) => country === customer.city[2]) ?? STORES[0];
  const items = Array.from({ length: random.integer(1, 4) }, (): OrderItem => {
    const product = random.pick(products);
    return {
      product,
      sku: random.pick(product.variants).sku,
      quantity: random.integer(1, 3),
      state: random.integer(1, STATES.length),
    };
  });
  return { id, customer, store, day: 170 + Math.floor(id / 10), seconds: random.integer(0, 50_000), items };
}

function customerRow(customer: Customer) {
  return {
    id_customer: customer.id,
    customer_reference: customer.reference,
    fk_locale: customer.city[2] === 'US' ? LOCALES[0].id : LOCALES[1].id,
    email: customer.email,
    salutation: customer.salutation,
    first_name: customer.firstName,
    last_name: customer.lastName,
    date_of_birth: shopDay(-(9_000 + customer.id * 17)),
    company: customer.id % 7 === 0 ? `${customer.lastName} GmbH` : null,
    phone: null,
    registered: shopDay(customer.day),
    created_at: shopTime(customer.day),
    updated_at: shopTime(customer.day),
  };
}

function addressRow({ salutation, firstName, lastName, street, city, day }: Customer) {
  const [name, zipCode, country] = city;
  return {
    fk_country: countryId(country),
    salutation,
    first_name: firstName,
    last_name: lastName,
    address1: street,
    zip_code: zipCode,
    city: name,
    created_at: shopTime(day),
    updated_at: shopTime(day),
  };
}

function orderRow({ id, customer, store, day, seconds }: Order) {
  return {
    id_sales_order: id,
    fk_sales_order_address_billing: id,
    fk_sales_order_address_shipping: id,
    fk_locale: store.locale,
    order_reference: `${store.name}--${String(id).padStart(5, '0')}`,
    customer_reference: customer.reference,
    email: customer.email,
    salutation: customer.salutation,
    first_name: customer.firstName,
    last_name: customer.lastName,
    store: store.name,
    currency_iso_code: CURRENCIES.find((currency) => currency.id === store.currency)?.code ?? 'EUR',
    price_mode: 'GROSS_MODE',
    is_test: 0,
    cart_note: id % 25 === 0 ? 'Please leave it with the neighbour. Thank you! 😀' : null,
    created_at: shopTime(day, seconds),
    updated_at: shopTime(day, seconds + 60),
  };
}

function itemRow({ id, day, seconds, store }: Order, { product, sku, quantity, state }: OrderItem) {
  return {
    fk_sales_order: id,
    fk_oms_order_item_state: state,
    sku,
    name: nameOf(product, LOCALES[0]),
    group_key: sku,
    quantity,
    amount: null,
    gross_price: product.gross,
    net_price: Math.round((product.gross * 100) / 119),
    tax_rate: store.name === 'US' ? '0.00' : product.taxSet === 2 ? '7.00' : '19.00',
    last_state_change: shopTime(day + state, seconds),
    created_at: shopTime(day, seconds),
    updated_at: shopTime(day + state, seconds),
  };
}

function totalsRow({ id, items, day, seconds }: Order) {
  const subtotal = items.reduce((sum, { product, quantity }) => sum + product.gross * quantity, 0);
  return {
    id_sales_order_totals: id,
    fk_sales_order: id,
    subtotal,
    tax_total: subtotal - Math.round((subtotal * 100) / 119),
    grand_total: subtotal,
    created_at: shopTime(day, seconds),
    updated_at: shopTime(day, seconds),
  };
}
