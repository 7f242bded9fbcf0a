import type { Catalogue, Table } from '@dx/schema-catalogue';

/** Names that the contract protects and that a setting may lift. */
const BUILT_IN: ReadonlySet<string> = new Set([
  'spy_acl_entity_rule',
  'spy_acl_entity_segment',
  'spy_acl_entity_segment_merchant',
  'spy_acl_entity_segment_merchant_user',
  'spy_acl_group',
  'spy_acl_group_archive',
  'spy_acl_groups_has_roles',
  'spy_acl_role',
  'spy_acl_role_archive',
  'spy_acl_rule',
  'spy_acl_rule_archive',
  'spy_acl_user_has_group',
  'spy_customer',
  'spy_gift_card_balance_log',
  'spy_nopayment_paid',
  'spy_payment_payone',
  'spy_payment_payone_api_call_log',
  'spy_payment_payone_api_log',
  'spy_payment_payone_detail',
  'spy_payment_payone_order_item',
  'spy_payment_payone_transaction_status_log',
  'spy_payment_payone_transaction_status_log_order_item',
  'spy_sales_order_invoice',
  'spy_sales_payment',
]);

/** Names that the contract protects because they hold credentials: nothing lifts them. */
const CREDENTIALS: ReadonlySet<string> = new Set([
  'spy_api_key',
  'spy_auth_reset_password',
  'spy_auth_reset_password_archive',
  'spy_oauth_access_token',
  'spy_oauth_client',
  'spy_oauth_client_access_token_cache',
  'spy_oauth_code_flow_auth_code',
  'spy_oauth_refresh_token',
  'spy_user',
  'spy_user_archive',
  'spy_vault_deposit',
]);

const CONFIGURATION_TABLES: ReadonlySet<string> = new Set([
  'spy_dynamic_entity_configuration',
  'spy_dynamic_entity_configuration_relation',
  'spy_dynamic_entity_configuration_relation_field_mapping',
]);

const OWN_PREFIX = 'dx_';
const SYSTEM = /^(?:sqlite_.*|(?:information_schema|mysql|performance_schema|sys)(?:\..*)?|typeorm_metadata)$/;

/** A word of a view's text, and the point behind it when it only qualifies what follows: a schema, or a column's table. */
const WORD_OF_VIEW = /([\p{L}\p{N}_$]+)[`"\]]?\s*(\.)?/gu;

/** What an operator may set. */
export interface DenyListOptions {
  /** Further tables, exact or with `*` (any text) and `?` (one character): `spy_payment_*`. */
  readonly deny?: readonly string[];
  /** Exact names that the contract's list protects but that may be offered here, e.g. `spy_customer`. */
  readonly allow?: readonly string[];
}

/**
 * Knows the tables that can never be an endpoint: a union of the contract's list, the operator's patterns, the server's
 * own tables, system schemas and tables with credentials. The last three cannot be allowed by any setting.
 * Names are compared without regard to case, because some databases do.
 */
export class DenyList {
  private readonly allowed: ReadonlySet<string>;
  private readonly patterns: readonly { readonly source: string; readonly matches: RegExp }[];

  constructor(options: DenyListOptions = {}) {
    this.allowed = new Set((options.allow ?? []).map(fold));
    this.patterns = (options.deny ?? [])
      .map((source) => source.trim())
      .filter((source) => source !== '')
      .map((source) => ({ source, matches: compileGlob(source) }));
  }

  /**
   * Why a table or view must not be offered, or null when nothing speaks against it. A view must not show what its tables
   * may not: any word of its text that names a protected table counts, also through further views, and a view whose text
   * cannot be read is refused. A name that is not in the catalogue is judged as a name.
   */
  denyReason(name: string, catalogue: Pick<Catalogue, 'tables'>): string | null {
    return this.reasonOf(name, catalogue, new Set());
  }

  private reasonOf(name: string, catalogue: Pick<Catalogue, 'tables'>, seen: ReadonlySet<string>): string | null {
    const table = catalogue.tables.get(name);
    return this.reasonOfName(name) ?? (table?.kind === 'view' ? this.reasonOfView(table, catalogue, seen) : null);
  }

  private reasonOfName(table: string): string | null {
    const name = fold(table);
    if (name.startsWith(OWN_PREFIX) || CONFIGURATION_TABLES.has(name)) return 'It is a table of this server.';
    const system = systemReason(name);
    if (system !== null) return system;
    if (CREDENTIALS.has(name)) return 'It holds credentials.';
    const pattern = this.patterns.find(({ matches }) => matches.test(name));
    if (pattern !== undefined) return `The setting for denied tables names it (\`${pattern.source}\`).`;
    if (BUILT_IN.has(name) && !this.allowed.has(name)) return 'It is protected by default; a setting can allow it.';
    return null;
  }

  private reasonOfView(view: Table, catalogue: Pick<Catalogue, 'tables'>, seen: ReadonlySet<string>): string | null {
    if (seen.has(view.name)) return null;
    const text = view.viewDefinition;
    if (text === undefined || text === null) return 'Its definition cannot be read (the account needs SHOW VIEW).';
    const visited = new Set([...seen, view.name]);
    for (const [, word = '', qualifies] of text.matchAll(WORD_OF_VIEW)) {
      const reason = qualifies === undefined ? this.reasonOf(word, catalogue, visited) : systemReason(word);
      if (reason !== null) return `It is a view that reads \`${word}\`. ${reason}`;
    }
    return null;
  }

  /** Changes whenever the list could answer differently. */
  get fingerprint(): string {
    return JSON.stringify([this.patterns.map(({ source }) => source), [...this.allowed].sort()]);
  }
}

function systemReason(name: string): string | null {
  return SYSTEM.test(fold(name)) ? 'It is a system table of the database.' : null;
}

function fold(name: string): string {
  return name.trim().toLowerCase();
}

function compileGlob(pattern: string): RegExp {
  const source = fold(pattern)
    .replace(/[\\^$.+()[\]{}|]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 's');
}
