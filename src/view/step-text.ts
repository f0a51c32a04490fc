import { t } from '../base/localize';
import type { StepResult } from '../run/events';
import { plainLine } from './plain-text';

/** A step as its scenario writes it: in configuration form, or as a sentence (then without `cog` and `stepId`). */
export interface WrittenStep {
  readonly step?: string;
  readonly name?: string;
  readonly cog?: string;
  readonly stepId?: string;
}

/** The sentence a reader knows the step by; without one, `cog: stepId`. */
export function stepText({ step, name, cog, stepId }: WrittenStep): string {
  const sentence = plainLine(step ?? name ?? '');
  if (sentence !== '') return sentence;
  const parts = [cog, stepId].map((part) => plainLine(part ?? '')).filter((part) => part !== '');
  return parts.length > 0 ? parts.join(': ') : t('(step without a name)');
}

/**
 * The text of an executed step. The scenario may have changed since the run: a sentence counts only where cog and step
 * are the same as in the log.
 */
export function executedStepText(written: WrittenStep | undefined, result: StepResult): string {
  const isSame = written !== undefined && agrees(written.cog, result.cog) && agrees(written.stepId, result.stepId);
  if (isSame) return stepText(written);
  return stepText({ ...(result.cog === undefined ? {} : { cog: result.cog }), ...(result.stepId === undefined ? {} : { stepId: result.stepId }) });
}

const agrees = (a: string | undefined, b: string | undefined): boolean => a === undefined || b === undefined || a === b;
