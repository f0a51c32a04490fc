import { parseArgs } from 'node:util';

export interface SandboxOptions {
  readonly data: string;
  readonly port: number;
  readonly json: boolean;
  readonly endWithStdin: boolean;
  readonly workspace?: string;
}

/** The port that is tried first where none is asked for. */
const usualPort = 4180;

/** Reads the command line. Throws an error whose message is for people. */
export function readOptions(args: readonly string[]): SandboxOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, port: { type: 'string' }, json: { type: 'boolean' }, 'end-with-stdin': { type: 'boolean' }, workspace: { type: 'string' } },
  });
  const port = Number(values.port ?? usualPort);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port has to be a number from 0 to 65535.');
  if (values.data === undefined) throw new Error('--data DIR says where the sandbox keeps its data.');
  return {
    data: values.data,
    port,
    json: values.json ?? false,
    endWithStdin: values['end-with-stdin'] ?? false,
    ...(values.workspace === undefined ? {} : { workspace: values.workspace }),
  };
}
