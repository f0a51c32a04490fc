const placeholder = /%([sd%])/g;
/** More than anybody reads; a cog may send a whole page of text. */
const longest = 10_000;

function argumentText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/**
 * Fills a cog's message. Without arguments the message is taken for finished: cogs often format it themselves, and a
 * page's text may well hold `%s`. A placeholder without an argument stays as it is; spare arguments
 * follow the message, as in the older runner: often they are the reason why.
 */
export function formatMessage(format: string, args: readonly unknown[]): string {
  if (args.length === 0) return shorten(format);
  let next = 0;
  const filled = format.replace(placeholder, (whole, kind: string) => {
    if (kind === '%') return '%';
    return next < args.length ? argumentText(args[next++]) : whole;
  });
  return shorten([filled, ...args.slice(next).map(argumentText)].join(' '));
}

/** Keeps a text to what a person may read, and says how much it left out. */
export function shorten(text: string, limit = longest): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}… (${text.length - limit} more characters)`;
}
