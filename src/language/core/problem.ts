import { t } from '../../base/localize';
import type { StepDefinition } from '../../registry/definition';
import type { InFile, InPiece } from '../../scenario/document/offsets';
import type { Span } from '../../scenario/document/tree';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** How bad each kind of problem is where no setting says otherwise. `docs/diagnostics.md` explains each. */
export const severities = {
  'yaml-syntax': 'error',
  'duplicate-key': 'error',
  'missing-key': 'error',
  'unknown-key': 'warning',
  'wrong-type': 'error',
  'empty-steps': 'warning',
  'unknown-cog': 'error',
  'unknown-step-id': 'error',
  'no-matching-step': 'error',
  'ambiguous-step': 'warning',
  'missing-field': 'error',
  'unknown-field': 'warning',
  'field-type': 'error',
  'field-choice': 'error',
  'step-forms-mixed': 'warning',
  'undefined-token': 'warning',
  'token-before-use': 'error',
  'unknown-record-field': 'warning',
  'unused-token': 'hint',
  'bad-date': 'error',
  'unquoted-token': 'error',
  'negative-wait': 'error',
  'retry-on-action': 'information',
  'unknown-template': 'warning',
  'not-connected': 'warning',
} as const satisfies Readonly<Record<string, Severity>>;

export type ProblemCode = keyof typeof severities;

/** A place that tells more: a step of the file, from 0, or a step definition. */
export type RelatedPlace = { readonly step: number } | { readonly cog: string; readonly stepId: string };

export interface Related {
  readonly place: RelatedPlace;
  readonly message: string;
}

/** Points to a step definition. */
export const definedAs = ({ cog, stepId, name }: StepDefinition): Related => ({
  place: { cog, stepId },
  message: t('{0} {1}: {2}', cog, stepId, name),
});

/** What is wrong somewhere in a piece of a file. */
export interface Problem<At extends number = InPiece> {
  readonly code: ProblemCode;
  readonly span: Span<At>;
  readonly message: string;
  /** Where this one is milder or graver than its code says. */
  readonly severity?: Severity;
  /** Names that a fix needs: the missing field, the nearest words. */
  readonly names?: readonly string[];
  readonly related?: readonly Related[];
}

/** A problem with its place in the whole file. */
export type PlacedProblem = Problem<InFile>;

/** Takes note of a problem. */
export type Report<At extends number> = (
  code: ProblemCode,
  span: Span<At>,
  message: string,
  more?: Pick<Problem, 'severity' | 'names' | 'related'>,
) => void;

/** Collects problems. */
export function collectProblems<At extends number>(find: (report: Report<At>) => void): readonly Problem<At>[] {
  const problems: Problem<At>[] = [];
  find((code, span, message, more) => void problems.push({ code, span, message, ...more }));
  return problems;
}

/** What settings say of a kind of problem. */
export type SeveritySetting = Severity | 'off';

/** How bad a problem is; a setting has the last word. */
export function severityOf(
  { code, severity }: Pick<Problem, 'code' | 'severity'>,
  settings: Readonly<Partial<Record<string, SeveritySetting>>> = {},
): SeveritySetting {
  return settings[code] ?? severity ?? severities[code];
}
