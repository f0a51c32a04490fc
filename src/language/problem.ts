import type { Span } from '../scenario/document/tree';

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
} as const satisfies Readonly<Record<string, Severity>>;

export type ProblemCode = keyof typeof severities;

/** What is wrong somewhere in a piece of a file. */
export interface Problem {
  readonly code: ProblemCode;
  /** In the piece. */
  readonly span: Span;
  readonly message: string;
  /** Where this one is milder or graver than its code says. */
  readonly severity?: Severity;
  /** Names that a fix needs: the missing field, the nearest words. */
  readonly names?: readonly string[];
}

/** Takes note of a problem. */
export type Report = (code: ProblemCode, span: Span, message: string, more?: Pick<Problem, 'severity' | 'names'>) => void;

/** Collects problems. */
export function collectProblems(find: (report: Report) => void): readonly Problem[] {
  const problems: Problem[] = [];
  find((code, span, message, more) => void problems.push({ code, span, message, ...more }));
  return problems;
}

/** What settings say of a kind of problem. */
export type SeveritySetting = Severity | 'off';

/** How bad a problem is; a setting has the last word. */
export function severityOf({ code, severity }: Problem, settings: Readonly<Partial<Record<string, SeveritySetting>>> = {}): SeveritySetting {
  return settings[code] ?? severity ?? severities[code];
}
