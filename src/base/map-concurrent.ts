import type { Cancellation } from './cancellation';

/**
 * Does `work` for each item, at most `atOnce` of them at a time, and gives the results in the items' order. Cancelled, it
 * begins no other item: the results of those are `undefined`. `work` that rejects ends it all.
 */
export async function mapConcurrent<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
  { atOnce, cancellation }: { readonly atOnce: number; readonly cancellation?: Cancellation },
): Promise<readonly (R | undefined)[]> {
  const results = new Array<R | undefined>(items.length).fill(undefined);
  const left = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of left) {
      if (cancellation?.isCancellationRequested) return;
      results[index] = await work(item, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}
