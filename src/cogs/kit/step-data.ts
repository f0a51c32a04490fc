/** What a step is given, in plain values. */
export type StepData = Readonly<Record<string, unknown>>;

/** A value of the data as text; missing and null are ''. */
export function textOf(data: StepData, key: string): string {
  const value = data[key];
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
