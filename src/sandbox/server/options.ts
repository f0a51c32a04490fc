import { parseArgs } from 'node:util';

export interface SandboxOptions {
  readonly data: string;
  readonly port: number;
  readonly json: boolean;
  readonly endWithStdin: boolean;
  readonly workspace?: string;
  readonly seed?: number;
  readonly isEmpty: boolean;
  readonly dropDefinitionTokens: boolean;
}

/** The port that is tried first where none is asked for. */
const usualPort = 4180;

const known = {
  data: { type: 'string' },
  port: { type: 'string' },
  json: { type: 'boolean' },
  'end-with-stdin': { type: 'boolean' },
  workspace: { type: 'string' },
  seed: { type: 'string' },
  empty: { type: 'boolean' },
  'drop-definition-tokens': { type: 'boolean' },
} as const;

function readNumber(text: string, name: string, largest: number): number {
  if (!/^\d{1,10}$/.test(text) || Number(text) > largest) throw new Error(`--${name} has to be a number from 0 to ${largest}.`);
  return Number(text);
}

/** Reads the command line. Throws an error whose message is for people. */
export function readOptions(args: readonly string[]): SandboxOptions {
  const { values } = parseArgs({ args: [...args], options: known });
  const { data, port = String(usualPort), json = false, workspace, seed, empty: isEmpty = false } = values;
  const portNumber = readNumber(port, 'port', 65_535);
  if (data === undefined) throw new Error('--data DIR says where the sandbox keeps its data.');
  return {
    data,
    port: portNumber,
    json,
    isEmpty,
    endWithStdin: values['end-with-stdin'] ?? false,
    dropDefinitionTokens: values['drop-definition-tokens'] ?? false,
    ...(workspace === undefined ? {} : { workspace }),
    ...(seed === undefined ? {} : { seed: readNumber(seed, 'seed', 2 ** 32 - 1) }),
  };
}
