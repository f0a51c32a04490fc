import type { Reply } from './reply';
import type { StepData } from './step-data';

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

export interface FieldSpec {
  readonly key: string;
  readonly type: FieldType;
  readonly description: string;
  readonly help?: string;
  /** Required unless told. */
  readonly optionality?: 'OPTIONAL' | 'REQUIRED';
}

export interface RecordSpec {
  readonly id: string;
  readonly type: 'KEYVALUE' | 'TABLE' | 'BINARY';
  readonly guaranteedFields: readonly FieldSpec[];
  readonly mayHaveMoreFields: boolean;
}

/** One step that a cog knows: its definition and what it does. `State` lives as long as a stream of steps. */
export interface StepSpec<State> {
  readonly stepId: string;
  readonly name: string;
  readonly help: string;
  readonly type: 'ACTION' | 'VALIDATION';
  readonly expression: string;
  readonly expectedFields: readonly FieldSpec[];
  readonly expectedRecords: readonly RecordSpec[];
  /** May throw: the message becomes an ERROR. Required fields are present. */
  readonly run: (data: StepData, state: State) => Reply | Promise<Reply>;
}

/** Connection details by key; those that did not come are absent. */
export type Connection = Readonly<Record<string, string>>;

export interface CogSpec<State> {
  readonly name: string;
  readonly label: string;
  readonly version: string;
  readonly homepage: string;
  readonly authHelpUrl: string;
  readonly authFields: readonly FieldSpec[];
  readonly steps: readonly StepSpec<State>[];
  /** Called at the start of every stream, and for every step that stands alone. May throw: each step is then an ERROR. */
  readonly createState: (connection: Connection) => State;
}
