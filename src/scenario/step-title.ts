import { t } from '../base/localize';
import { plainLine } from '../base/plain-text';

/** What a step is known by; texts that are empty count as absent. */
export interface StepNames {
  readonly step?: string | undefined;
  readonly name?: string | undefined;
  readonly cog?: string | undefined;
  readonly stepId?: string | undefined;
}

/** What a reader knows a step by, on one line: its sentence, its name, or its step id and cog. */
export function stepTitle(names: StepNames): string {
  const [sentence, name, cog, stepId] = [names.step, names.name, names.cog, names.stepId].map((text) =>
    plainLine(text ?? ''),
  );
  const words = sentence || name;
  if (words) return words;
  if (stepId) return cog ? `${stepId} (${cog})` : stepId;
  return cog || t('(unnamed step)');
}
