import type { StepResult } from '../run/events';
import { findTokens } from '../scenario/tokens';
import { stepTitle } from '../scenario/step-title';
import { isSecretName } from './secret-name';

/** A step as its scenario writes it: in configuration form, or as a sentence (then without `cog` and `stepId`). */
export interface WrittenStep {
  readonly step?: string;
  readonly name?: string;
  readonly cog?: string;
  readonly stepId?: string;
  /** Tokens not substituted. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/**
 * The text of an executed step, with the values that its tokens had. The scenario may have changed since the run: a
 * sentence counts only where cog and step are the same as in the log.
 */
export function executedStepText(written: WrittenStep | undefined, result: StepResult): string {
  const isSame = written !== undefined && agrees(written.cog, result.cog) && agrees(written.stepId, result.stepId);
  return stepTitle(isSame ? withValues(written, result.stepData ?? {}) : { cog: result.cog, stepId: result.stepId });
}

const agrees = (a: string | undefined, b: string | undefined): boolean => a === undefined || b === undefined || a === b;

/** Puts the values that the log shows in the place of tokens; a token whose value does not show stays. */
function withValues(written: WrittenStep, stepData: Readonly<Record<string, unknown>>): WrittenStep {
  const values = tokenValues(written.data ?? {}, stepData);
  if (values.size === 0) return written;
  const fill = (text: string): string =>
    findTokens(text).reduceRight(
      (rest, { name, start, end }) =>
        rest.slice(0, start) + (values.get(name) ?? rest.slice(start, end)) + rest.slice(end),
      text,
    );
  const { step, name } = written;
  return {
    ...written,
    ...(step === undefined ? {} : { step: fill(step) }),
    ...(name === undefined ? {} : { name: fill(name) }),
  };
}

/** What tokens stood for, as far as one token is all that a value of the step's data differs by from what the log shows. */
function tokenValues(
  data: Readonly<Record<string, unknown>>,
  stepData: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [key, written] of Object.entries(data)) {
    // A transcript is copied into mails: secrets stay tokens.
    const [token, ...others] = typeof written === 'string' ? findTokens(written) : [];
    if (typeof written !== 'string' || !token || others.length > 0 || isSecretName(`${token.name} ${key}`)) continue;
    const value = between(written.slice(0, token.start), written.slice(token.end), stepData[key]);
    if (value !== undefined) values.set(token.name, value);
  }
  return values;
}

/** What stands between `before` and `after` in a value; `undefined` where these do not stand there. */
function between(before: string, after: string, value: unknown): string | undefined {
  if (!['string', 'number', 'boolean'].includes(typeof value)) return undefined;
  const shown = String(value);
  const fits = shown.length >= before.length + after.length && shown.startsWith(before) && shown.endsWith(after);
  return fits ? shown.slice(before.length, shown.length - after.length) : undefined;
}
