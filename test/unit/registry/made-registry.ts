import type { RegistryEntryPayload, StepDefinitionPayload } from '../../../src/wire/registry';

/** A step definition that requires the named fields. */
export const step = (stepId: string, expression: string, required: readonly string[] = []): StepDefinitionPayload => ({
  stepId,
  name: stepId,
  type: 0,
  expression,
  expectedFieldsList: required.map((key) => ({ key, optionality: 1, type: 1, description: key })),
  expectedRecordsList: [],
});

export const cog = (name: string, ...stepDefinitionsList: readonly StepDefinitionPayload[]): RegistryEntryPayload => ({
  name,
  label: name,
  version: '1.0.0',
  homepage: '',
  authHelpUrl: '',
  authFieldsList: [],
  stepDefinitionsList,
});
