import type { StepDefinition } from '../../registry/definition';
import type { Span } from '../../scenario/document/tree';
import type { TokenPlace } from './token-places';
import type { Problem } from './problem';

/** A value that a sentence gives to a field. */
export interface CapturedValue {
  readonly name: string;
  readonly value: string;
  /** In the step's piece. */
  readonly span: Span;
}

/** All that is known of a step on its own. */
export interface StepFacts {
  readonly problems: readonly Problem[];
  readonly tokens: readonly TokenPlace[];
  readonly definition: StepDefinition | undefined;
  /** The step's data: what the sentence captured, over what is given. */
  readonly data: Readonly<Record<string, unknown>>;
  /** What the sentence captured, where it stands. */
  readonly captures: readonly CapturedValue[];
}
