import { parseArgs } from 'node:util';
import { readFaults, type FaultProfile } from '../faults/profile';

/** What chance depends on, and what goes wrong by it. */
interface Chance {
  readonly seed?: number;
  readonly faults?: FaultProfile;
}

export interface SandboxOptions extends Chance {
  readonly data: string;
  readonly port: number;
  readonly json: boolean;
  readonly endWithStdin: boolean;
  readonly workspace?: string;
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
  faults: { type: 'string' },
} as const;

function readNumber(text: string, name: string, largest: number): number {
  if (!/^\d{1,10}$/.test(text) || Number(text) > largest)
    throw new Error(`--${name} has to be a number from 0 to ${largest}.`);
  return Number(text);
}

/** As the command line has it. */
interface WrittenChance {
  readonly seed?: string | undefined;
  readonly faults?: string | undefined;
}

function readChance({ seed, faults }: WrittenChance): Chance {
  const number = seed === undefined ? undefined : readNumber(seed, 'seed', 2 ** 32 - 1);
  return {
    ...(number === undefined ? {} : { seed: number }),
    ...(faults === undefined ? {} : { faults: readFaults(`seed=${number ?? 0},${faults}`) }),
  };
}

/** Reads the command line. Throws an error whose message is for people. */
export function readOptions(args: readonly string[]): SandboxOptions {
  const { values } = parseArgs({ args: [...args], options: known });
  const { data, port = String(usualPort), workspace } = values;
  if (data === undefined) throw new Error('--data DIR says where the sandbox keeps its data.');
  return {
    data,
    port: readNumber(port, 'port', 65_535),
    json: values.json === true,
    isEmpty: values.empty === true,
    endWithStdin: values['end-with-stdin'] === true,
    dropDefinitionTokens: values['drop-definition-tokens'] === true,
    ...(workspace === undefined ? {} : { workspace }),
    ...readChance(values),
  };
}
