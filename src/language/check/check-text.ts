import type { Catalog } from '../../registry/catalog';
import { openScenario } from './live-scenario';
import { createPositions, type Position } from '../core/positions';
import { severityOf, type ProblemCode, type SeveritySetting } from '../core/problem';

/** A problem of a file, as other tools read it. */
export interface FileProblem {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly code: ProblemCode;
  readonly severity: Exclude<SeveritySetting, 'off'>;
  readonly message: string;
}

/**
 * Checks the text of a scenario file, in the order of its lines.
 * @param now Unix milliseconds: what date phrases are relative to.
 */
export function checkText(text: string, catalog: Catalog | undefined, now: number): readonly FileProblem[] {
  const position = createPositions(text);
  return openScenario(text)
    .problems({ ...(catalog ? { catalog } : {}), now })
    .flatMap((problem) => {
      const { code, message, span } = problem;
      const severity = severityOf(problem);
      return severity === 'off'
        ? []
        : { range: { start: position(span.start), end: position(span.end) }, code, severity, message };
    });
}
