/** The `tag=value` pairs of a record (RFC 6376, section 3.2; DMARC's are written alike); white space in a value means nothing. */
export function readTags(text: string): ReadonlyMap<string, string> {
  const pairs = text.split(';').map((pair) => pair.split(/=(.*)/s, 2));
  return new Map(pairs.map(([tag = '', value = '']) => [tag.trim(), value.replace(/\s+/g, '')]));
}
