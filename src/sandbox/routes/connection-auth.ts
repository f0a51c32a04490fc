import { isRecord } from '../../base/json';
import type { FieldDefinitionPayload } from '../../wire/registry';
import { invalid } from '../kit/fault';
import type { Auth } from '../store/connections';

const longestDetail = 10_000;
/** Numbers of the protocol's field types that are checked. */
const numbers = { boolean: 2, numeric: 3, email: 6, url: 10 };

const checks: Readonly<Record<number, readonly [holds: (text: string) => boolean, needs: string]>> = {
  [numbers.boolean]: [(text) => text === 'true' || text === 'false', 'true or false'],
  [numbers.numeric]: [(text) => text.trim() !== '' && Number.isFinite(Number(text)), 'a number'],
  [numbers.email]: [(text) => /^\S+@\S+$/.test(text), 'an email address'],
  [numbers.url]: [(text) => URL.canParse(text), 'an address such as https://example.com'],
};

/** A detail as the text that travels to the cog. Throws a 422. */
function readDetail(value: unknown, { key, type }: FieldDefinitionPayload): string {
  if (!['string', 'number', 'boolean'].includes(typeof value))
    throw invalid(`\`${key}\` of \`auth\` has to be a text.`);
  const text = String(value);
  const check = checks[type];
  if (check && !check[0](text)) throw invalid(`\`${key}\` of \`auth\` has to be ${check[1]}.`);
  // Details travel as metadata of a call, which is plain ASCII.
  if (text.length > longestDetail || !/^[\x20-\x7e]*$/.test(text))
    throw invalid(`\`${key}\` of \`auth\` may hold ${longestDetail} plain ASCII characters at most.`);
  return text;
}

/** Reads connection details, which have to be what the cog asks for. Throws a 422 that names the field, never its value. */
export function readAuth(value: unknown, cog: string, fields: readonly FieldDefinitionPayload[]): Auth {
  const auth = value ?? {};
  if (!isRecord(auth)) throw invalid('`auth` has to be an object with the connection’s details.');
  const strange = Object.keys(auth).find((name) => !fields.some(({ key }) => key === name));
  const known = fields.map(({ key }) => key).join(', ') || 'no details at all';
  if (strange !== undefined)
    throw invalid(`\`auth\` holds \`${strange.slice(0, 100)}\`, which ${cog} does not know. It takes ${known}.`);
  const missing = fields
    .filter(
      ({ key, optionality }) =>
        optionality === 1 && (auth[key] === undefined || auth[key] === null || auth[key] === ''),
    )
    .map(({ key }) => key);
  if (missing.length > 0) throw invalid(`\`auth\` lacks ${missing.join(', ')}, which ${cog} needs.`);
  return Object.fromEntries(
    fields.flatMap((field) =>
      auth[field.key] === undefined || auth[field.key] === null
        ? []
        : [[field.key, readDetail(auth[field.key], field)]],
    ),
  );
}
