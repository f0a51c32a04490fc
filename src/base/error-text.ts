/** Causes that are told. */
const mostCauses = 5;

/** An error for the log: its stack, and what caused it. It may hold anything: whoever writes it redacts it. */
export function errorText(error: unknown, left = mostCauses): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? error.message;
  const causes = [
    error.cause,
    ...('errors' in error && Array.isArray(error.errors)
      ? (error.errors as readonly unknown[]).slice(0, mostCauses)
      : []),
  ].filter((cause) => cause !== undefined);
  return [own, ...(left <= 0 ? [] : causes.map((cause) => `Caused by: ${errorText(cause, left - 1)}`))].join('\n');
}

/** The code that the system gives an error: `ENOENT`. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
