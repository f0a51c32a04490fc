/** Values that stand where `{{name}}` is written: nested (`test: { email }`) or flat with dotted keys (`test.email`). */
export type TokenValues = Readonly<Record<string, unknown>>;

interface StepCommon {
  readonly data?: Readonly<Record<string, unknown>>;
  /** Seconds to wait before the first try. */
  readonly waitFor?: number;
  /** Seconds after the first try during which a step that did not pass is tried again. */
  readonly failAfter?: number;
}

/** A step written as a sentence; the registry says which step definition it means. */
export interface TextStep extends StepCommon {
  readonly step: string;
}

/** A step that names its step definition. `name` is the sentence a reader sees. */
export interface ConfigurationStep extends StepCommon {
  readonly cog: string;
  readonly stepId: string;
  readonly name?: string;
}

export type ScenarioStep = TextStep | ConfigurationStep;

/** Whether the step is written as a sentence. */
export function isTextStep(step: ScenarioStep): step is TextStep {
  return 'step' in step;
}

/** A scenario as a file holds it. */
export interface ScenarioModel {
  readonly scenario: string;
  readonly description?: string;
  readonly tokens?: TokenValues;
  readonly steps: readonly ScenarioStep[];
}
