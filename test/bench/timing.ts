/** Milliseconds that some work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The value below which a part of the values lies: 0.5 for the median. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Work that is compared: each call does it once, or several times one after the other, and gives the milliseconds of one. */
export type Contender = () => Promise<number> | number;

/** The times of each, in rounds in which every one has its turn: what slows the machine slows all of them. The first rounds warm up. */
export async function race<Name extends string>(
  contenders: Readonly<Record<Name, Contender>>,
  rounds: number,
  warmUp = 1,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const names = Object.keys(contenders) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of names) {
      const time = await contenders[name]();
      if (round >= 0) times[name].push(time);
    }
  }
  return times;
}

export const ms = (value: number): string => `${value.toPrecision(3)} ms`;
