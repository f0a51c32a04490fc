/** What stands where a secret stood. */
export const redacted = '[redacted]';

const patterns: readonly (readonly [RegExp, string])[] = [
  // Authorization headers, in whatever form a library prints them.
  [/(\bbearer\s+|authorization\W{1,6}basic\s+)[^\s"',;}\])]+/gi, `$1${redacted}`],
  // JSON Web Tokens, anywhere.
  [/\beyJ[\w-]{4,}\.[\w-]+(?:\.[\w-]*)?/g, redacted],
  // https://user:password@host
  [/(\/\/[^\s/:@]*:)[^\s/@]+@/g, `$1${redacted}@`],
  // "password": "…" and its kin in JSON, also JSON in a JSON text, YAML or query strings; the value may be quoted or bare.
  [
    /((?:password|passwd|passphrase|secret|token|authorization|api[-_]?key|cookie)(?:\\*["'])?\s*[:=]\s*)(\\+"(?:(?!\\+").)*\\+"|"(?:[^"\\]|\\.)*"|'[^']*'|(?!(?:bearer|basic)\s)[^\s"',;}&]+)/gi,
    `$1${redacted}`,
  ],
];

/**
 * Removes secrets from a text that is about to be logged.
 * @param known exact secrets (tokens in use), removed wherever they stand; shorter than 6 characters are ignored.
 */
export function redact(text: string, known: readonly string[] = []): string {
  const withoutKnown = known
    .filter((secret) => secret.length >= 6)
    .reduce((rest, secret) => rest.replaceAll(secret, redacted), text);
  return patterns.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), withoutKnown);
}
