/** A registry as the API and the registry files give it: protobuf's JavaScript object form, hence `…List`. */

/** A field's type by its protobuf name; `registry/definition.ts` maps the numbers. */
export type FieldType =
  | 'ANYSCALAR'
  | 'STRING'
  | 'BOOLEAN'
  | 'NUMERIC'
  | 'DATE'
  | 'DATETIME'
  | 'EMAIL'
  | 'PHONE'
  | 'ANYNONSCALAR'
  | 'MAP'
  | 'URL';

export interface FieldDefinitionPayload {
  readonly key: string;
  /** 0 optional, 1 required. */
  readonly optionality: number;
  /** The protobuf number of a `FieldType`. */
  readonly type: number;
  readonly description: string;
  readonly help?: string;
}

export interface RecordDefinitionPayload {
  readonly id: string;
  /** 0 key-value, 1 table, 2 binary. */
  readonly type: number;
  readonly guaranteedFieldsList: readonly FieldDefinitionPayload[];
  readonly mayHaveMoreFields: boolean;
}

export interface StepDefinitionPayload {
  readonly stepId: string;
  readonly name: string;
  readonly help?: string;
  /** 0 action, 1 validation. */
  readonly type: number;
  /** A regular expression, bare or wrapped in slashes. */
  readonly expression: string;
  readonly expectedFieldsList: readonly FieldDefinitionPayload[];
  readonly expectedRecordsList: readonly RecordDefinitionPayload[];
}

export interface RegistryEntryPayload {
  /** `vendor/cog`. */
  readonly name: string;
  readonly label: string;
  readonly version: string;
  readonly homepage: string;
  readonly authHelpUrl: string;
  readonly authFieldsList: readonly FieldDefinitionPayload[];
  readonly stepDefinitionsList: readonly StepDefinitionPayload[];
}
