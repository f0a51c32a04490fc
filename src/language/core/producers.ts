import type { RecordDefinition, StepDefinition } from '../../registry/definition';
import { shortName } from '../../scenario/cog-name';

/** A record that a step gives to the steps after it, by the beginning of its tokens' names: `salesforce.lead.`. */
export interface Producer {
  readonly prefix: string;
  readonly record: RecordDefinition;
  readonly definition: StepDefinition;
  /** The step that gives it, from 0. */
  readonly step: number;
}

/** What the steps give, in their order. */
export function producersOf(
  steps: readonly { readonly definition: StepDefinition | undefined }[],
): readonly Producer[] {
  return steps.flatMap(({ definition }, step) => {
    if (!definition) return [];
    const cog = shortName(definition.cog);
    return definition.records.map((record) => ({ prefix: `${cog}.${record.id}.`, record, definition, step }));
  });
}

/** `2.email` of a table is the field `email` in row 2; so it is of a record that is numbered because there are several. */
export const fieldOfToken = (rest: string, { type }: RecordDefinition): string =>
  type === 'TABLE' || /^\d+\./.test(rest) ? rest.replace(/^\d+\./, '') : rest;
