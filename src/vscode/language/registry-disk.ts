import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { writeWholeFile } from '../whole-file';
import { readCopy, writeCopy, type RegistryCopy } from './registry-copy';

/** Which organization's registry. */
export interface RegistryKey {
  /** The API's base address. */
  readonly address: string;
  readonly uuid: string;
}

const nameOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24);
const fileName = ({ address, uuid }: RegistryKey): string => `${nameOf(uuid)}-${nameOf(address)}.json`;

/** The last registry of each organization, a file for each, shared by all windows. */
export class RegistryDisk {
  constructor(private readonly folder: vscode.Uri) {}

  /** What tells one version of a copy's file from another; `undefined` where there is no file. */
  async stamp(key: RegistryKey): Promise<string | undefined> {
    return this.#stamp(fileName(key));
  }

  /** The copy of one organization; `undefined` where there is none, or a broken one. */
  async read(key: RegistryKey): Promise<RegistryCopy | undefined> {
    return this.#read(fileName(key));
  }

  /** The copy that was written last, of one organization at whichever address, or of any. */
  async newest(uuid?: string): Promise<RegistryCopy | undefined> {
    const names = (await this.#names()).filter((name) => uuid === undefined || name.startsWith(nameOf(uuid)));
    const copies = await Promise.all(names.map((name) => this.#read(name)));
    return copies.filter((copy) => copy !== undefined).sort((a, b) => b.fetchedAt - a.fetchedAt)[0];
  }

  /** Replaces an organization's copy as a whole, or not at all. */
  async write(copy: RegistryCopy): Promise<void> {
    const file = this.#uri(fileName(copy));
    if (file.scheme !== 'file') await vscode.workspace.fs.writeFile(file, Buffer.from(writeCopy(copy)));
    else await writeWholeFile(file.fsPath, writeCopy(copy));
  }

  async #read(name: string): Promise<RegistryCopy | undefined> {
    try {
      return readCopy(Buffer.from(await vscode.workspace.fs.readFile(this.#uri(name))).toString('utf8'));
    } catch {
      return undefined;
    }
  }

  async #stamp(name: string): Promise<string | undefined> {
    try {
      const { mtime, size } = await vscode.workspace.fs.stat(this.#uri(name));
      return `${mtime} ${size}`;
    } catch {
      return undefined;
    }
  }

  async #names(): Promise<readonly string[]> {
    try {
      return (await vscode.workspace.fs.readDirectory(this.folder))
        .map(([name]) => name)
        .filter((name) => name.endsWith('.json'));
    } catch {
      return [];
    }
  }

  #uri(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, name);
  }
}
