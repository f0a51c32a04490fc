const soak = Number(process.env['STACK_MOXIE_SOAK'] ?? 0);

/** How many made cases a test tries: a sample, or as many as `npm run test:soak` asks for. */
export const rounds = (sample: number): number => (soak > 0 ? soak : sample);
