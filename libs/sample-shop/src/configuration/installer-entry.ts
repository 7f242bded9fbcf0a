/** The shape of one entry of an installer file, as the contract writes it. */
export interface InstallerEntry {
  readonly tableName: string;
  readonly tableAlias: string;
  readonly isActive: boolean;
  readonly definition: {
    readonly identifier: string;
    readonly isDeletable: boolean;
    readonly fields: readonly InstallerField[];
  };
  readonly childRelations: readonly InstallerRelation[];
}

export interface InstallerField {
  readonly fieldName: string;
  readonly fieldVisibleName: string;
  readonly isCreatable: boolean;
  readonly isEditable: boolean;
  readonly isEnabled: boolean;
  readonly type: string;
  readonly validation: FieldRules & { readonly isRequired: boolean };
  readonly description?: string;
  readonly examples?: string;
  readonly enumValues?: string;
}

/** Rules beyond `isRequired`. */
export interface FieldRules {
  readonly min?: number;
  readonly max?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly constraints?: readonly { readonly name: string }[];
}

export interface InstallerRelation {
  readonly name: string;
  readonly isEditable: boolean;
  readonly childDynamicEntityConfiguration: { readonly tableAlias: string };
  readonly relationFieldMappings: readonly { readonly childFieldName: string; readonly parentFieldName: string }[];
}
