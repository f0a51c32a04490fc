/** One measurement of a benchmark. It is good where it is not over its target. */
export interface Row {
  readonly name: string;
  readonly measured: number;
  readonly target: number;
  readonly unit: string;
  /** What the number was made of. */
  readonly detail: string;
}
