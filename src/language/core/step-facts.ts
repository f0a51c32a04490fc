import type { StepDefinition } from '../../registry/definition';
import type { InSlice } from '../../scenario/document/offsets';
import type { Span } from '../../scenario/document/tree';
import type { TokenPlace } from './token-places';
import type { Problem } from './problem';

/** A value that a sentence gives to a field. */
export interface CapturedValue {
  readonly name: string;
  readonly value: string;
  readonly span: Span<InSlice>;
}

/** All that is known of a step on its own. */
export interface StepFacts {
  readonly problems: readonly Problem<InSlice>[];
  readonly tokens: readonly TokenPlace<InSlice>[];
  readonly definition: StepDefinition | undefined;
  /** The step's data: what the sentence captured, over what is given. */
  readonly data: Readonly<Record<string, unknown>>;
  /** What the sentence captured, where it stands. */
  readonly captures: readonly CapturedValue[];
}
