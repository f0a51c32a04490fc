/** Where a list has changed: from `start` on, what stood up to `end` has given way to what stands up to `newEnd`. */
export interface Difference {
  readonly start: number;
  readonly end: number;
  readonly newEnd: number;
}

/** Where two lists differ, by the identity of what they hold; `undefined` where they do not. */
export function differenceOf<T>(before: readonly T[], after: readonly T[]): Difference | undefined {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  if (start === before.length && start === after.length) return undefined;
  let behind = 0;
  while (behind < most - start && before[before.length - 1 - behind] === after[after.length - 1 - behind]) behind += 1;
  return { start, end: before.length - behind, newEnd: after.length - behind };
}

/** What was made of each member of a list, made of it as it has changed: only of those that are new. */
export function changeAlike<From, To>(made: readonly To[], { start, end, newEnd }: Difference, after: readonly From[], make: (member: From, index: number) => To): readonly To[] {
  return [...made.slice(0, start), ...after.slice(start, newEnd).map((member, index) => make(member, start + index)), ...made.slice(end)];
}
