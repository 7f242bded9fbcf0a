import { buildCatalogue, buildColumn, buildTable, types } from '../../../../test/support/build-catalogue.js';
import { DenyList } from './deny-list.js';

const NO_TABLES = buildCatalogue();

describe('DenyList', () => {
  const list = new DenyList();

  it.each(['spy_customer', 'spy_acl_role', 'spy_sales_payment', 'SPY_Customer', ' spy_customer '])(
    'protects %s as the contract does',
    (table) => expect(list.denyReason(table, NO_TABLES)).toMatch(/protected by default/),
  );

  it.each(['spy_user', 'spy_api_key', 'spy_oauth_access_token', 'spy_vault_deposit', 'Spy_User'])(
    'protects the credentials in %s',
    (table) => expect(list.denyReason(table, NO_TABLES)).toMatch(/credentials/),
  );

  it.each(['dx_user', 'DX_anything', 'spy_dynamic_entity_configuration', 'spy_dynamic_entity_configuration_relation'])(
    'protects the own table %s',
    (table) => expect(list.denyReason(table, NO_TABLES)).toMatch(/this server/),
  );

  it.each([
    'mysql',
    'mysql.user',
    'information_schema.TABLES',
    'performance_schema',
    'sys',
    'sqlite_master',
    'sqlite_sequence',
  ])('protects the system table %s', (table) => expect(list.denyReason(table, NO_TABLES)).toMatch(/system table/));

  it.each(['spy_country', 'spy_customer_address', 'mysqlish', 'system_log', 'my_dx_table'])(
    'leaves %s alone',
    (table) => {
      expect(list.denyReason(table, NO_TABLES)).toBeNull();
    },
  );

  it('adds the patterns of the settings to the contract’s names', () => {
    const extended = new DenyList({ deny: ['spy_price*', 'erp_?', '', 'plain'] });
    expect(extended.denyReason('spy_price_product', NO_TABLES)).toContain('spy_price*');
    expect(extended.denyReason('ERP_1', NO_TABLES)).toContain('erp_?');
    expect(extended.denyReason('erp_12', NO_TABLES)).toBeNull();
    expect(extended.denyReason('plain', NO_TABLES)).not.toBeNull();
    expect(extended.denyReason('plain_2', NO_TABLES)).toBeNull();
    expect(extended.denyReason('spy_acl_entity_rule', NO_TABLES)).not.toBeNull();
    expect(extended.denyReason('spy_acl_entity_segment', NO_TABLES)).not.toBeNull();
  });

  it('takes everything but the wildcards literally', () => {
    const extended = new DenyList({ deny: ['a.c', 'x[yz]', '(b|c)*'] });
    expect(extended.denyReason('abc', NO_TABLES)).toBeNull();
    expect(extended.denyReason('a.c', NO_TABLES)).not.toBeNull();
    expect(extended.denyReason('xy', NO_TABLES)).toBeNull();
    expect(extended.denyReason('(b|c)d', NO_TABLES)).not.toBeNull();
  });

  it('lets a setting allow a protected name, but neither credentials nor own nor system tables', () => {
    const allowing = new DenyList({
      allow: ['spy_customer', 'spy_user', 'dx_user', 'spy_dynamic_entity_configuration', 'mysql.user', 'sqlite_master'],
    });
    expect(allowing.denyReason('spy_customer', NO_TABLES)).toBeNull();
    expect(allowing.denyReason('spy_sales_payment', NO_TABLES)).not.toBeNull();
    for (const table of ['spy_user', 'dx_user', 'spy_dynamic_entity_configuration', 'mysql.user', 'sqlite_master']) {
      expect(allowing.denyReason(table, NO_TABLES)).not.toBeNull();
    }
  });

  it('lets a denied pattern win over an allowed name', () => {
    expect(
      new DenyList({ allow: ['spy_customer'], deny: ['spy_cust*'] }).denyReason('spy_customer', NO_TABLES),
    ).not.toBeNull();
  });

  it('has another fingerprint when it answers differently', () => {
    const fingerprints = [{}, { deny: ['a*'] }, { allow: ['spy_customer'] }].map((it) => new DenyList(it).fingerprint);
    expect(new Set(fingerprints).size).toBe(3);
    expect(new DenyList({ deny: ['a*'] }).fingerprint).toBe(fingerprints[1]);
  });

  describe('views', () => {
    const view = (name: string, viewDefinition: string | null) =>
      buildTable(name, [buildColumn('a', types.int())], { kind: 'view', viewDefinition });
    const reasonOf = (...views: readonly ReturnType<typeof view>[]) => {
      const [first] = views;
      if (first === undefined) throw new Error('no view');
      return list.denyReason(first.name, buildCatalogue(...views));
    };

    it('must not show what a protected table holds, directly or through a further view', () => {
      expect(reasonOf(view('v', 'select `shop`.`dx_user`.`email` from `shop`.`dx_user`'))).toMatch(/`dx_user`/);
      expect(reasonOf(view('v', 'CREATE VIEW v AS SELECT * FROM "spy_user"'))).toMatch(/credentials/);
      expect(reasonOf(view('outer', 'select * from inner_view'), view('inner_view', 'select * from spy_user'))).toMatch(
        /credentials/,
      );
    });

    it('may lie in a schema whose name looks like an own table, but not show a system schema', () => {
      expect(reasonOf(view('v', 'select `t`.`a` AS `a` from `dx_shop`.`spy_product` `t`'))).toBeNull();
      expect(reasonOf(view('v', 'select `u`.`User` from `mysql`.`user` `u`'))).toMatch(/system/);
    });

    it('may show other tables, itself named in its own text', () => {
      expect(reasonOf(view('v', 'CREATE VIEW v AS SELECT * FROM spy_product'))).toBeNull();
    });

    it('are refused when their text cannot be read', () => {
      expect(reasonOf(view('v', null))).toMatch(/SHOW VIEW/);
    });
  });
});
