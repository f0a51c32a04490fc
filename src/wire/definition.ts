/** A scenario as the API keeps it: every step in configuration form. */
export interface ScenarioDefinition {
  readonly scenario?: string;
  readonly description?: string;
  readonly steps: readonly StepConfiguration[];
  readonly linkedScenarios?: LinkedScenarios;
  /** Static token values. The API's reference does not name this key: a service may keep it or drop it. */
  readonly tokens?: Readonly<Record<string, unknown>>;
}

export interface StepConfiguration {
  /** `vendor/cog`. */
  readonly cog: string;
  readonly stepId: string;
  /** The readable sentence. */
  readonly name?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** Seconds to wait before the first try. */
  readonly waitFor?: number;
  /** Seconds after the first try during which a step that did not pass is tried again. */
  readonly failAfter?: number;
}

export interface LinkedScenarios {
  readonly onPass?: LinkedScenario;
  readonly onFail?: LinkedScenario;
}

export interface LinkedScenario {
  readonly templateId?: number;
  readonly steps?: readonly StepConfiguration[];
}
