const soak = Number(process.env['STACK_MOXIE_SOAK'] ?? 0);

/** How many made cases a test tries: a sample, or as many as `npm run test:soak` asks for. */
export const rounds = (sample: number): number => (soak > 0 ? soak : sample);

/** Cases that are much alike and take long: the first of them, or all in a soak. */
export const casesOf = <T>(cases: readonly T[], sample: number): readonly T[] =>
  soak > 0 ? cases : cases.slice(0, sample);

/** A test that takes long and tries a variant of what another one tries: it runs in a soak alone, and is pending elsewhere. */
export function itInSoak(title: string, test: () => unknown): void {
  (soak > 0 ? it : it.skip)(title, test);
}
