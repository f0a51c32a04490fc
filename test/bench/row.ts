/** One measurement of a benchmark. It is good where it is on the right side of its target. */
export interface Row {
  readonly name: string;
  readonly measured: number;
  readonly target: number;
  /** Which side of the target is the right one: at the most, unless told. */
  readonly limit?: 'most' | 'least';
  readonly unit: string;
  /** What the number was made of. */
  readonly detail: string;
}

export const isMet = ({ measured, target, limit = 'most' }: Row): boolean =>
  limit === 'most' ? measured <= target : measured >= target;
