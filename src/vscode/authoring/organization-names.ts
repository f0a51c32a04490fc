import type * as vscode from 'vscode';
import type { Api } from '../../api/api';
import type { Clock } from '../../base/clock';
import { DisposableStore, type Disposable } from '../../base/dispose';
import { Emitter, type Event } from '../../base/event';
import type { Log } from '../../base/log';
import type { OrganizationNames } from '../../language/core/knowledge';
import { documentScheme } from '../ids';
import type { Session } from '../session/session';
import { workspaceFolderOf } from '../workspace-folder';
import type { DocumentSessions } from './world';

/** Names change seldom: they are asked for again when somebody reads them and they are this old, in milliseconds. */
const freshFor = 10 * 60_000;

interface Known {
  /** Whose names they are. */
  readonly key: string;
  readonly names: OrganizationNames;
}

interface Place {
  known?: Known;
  /** Unix milliseconds of the last question. */
  askedAt: number;
}

/** What organizations call their folders, groups and templates, and what they have connections to: asked for in the background, kept in memory. */
export class OrganizationNamesStore implements Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<undefined>());
  /** Fires when names have become known at some place. */
  readonly onDidChange: Event<undefined> = this.#changed.event;
  readonly #places = new Map<string, Place>();

  constructor(
    private readonly sessions: DocumentSessions,
    private readonly world: { readonly clock: Clock; readonly log: Log },
  ) {
    // Somebody may have signed in, out, or switched: what is known stays until it is known better.
    this.#store.add(sessions.onDidChange(() => this.#askAgain()));
  }

  /** What is known now where a document lies. The first question there, and one after a while, asks the API. */
  at(uri: vscode.Uri): OrganizationNames | undefined {
    const key = placeKey(uri);
    const place = this.#places.get(key) ?? { askedAt: -Infinity };
    this.#places.set(key, place);
    if (this.world.clock.now() - place.askedAt > freshFor) void this.#ask(uri, place);
    return place.known?.names;
  }

  dispose(): void {
    this.#places.clear();
    this.#store.dispose();
  }

  #askAgain(): void {
    for (const place of this.#places.values()) place.askedAt = -Infinity;
    this.#changed.fire(undefined);
  }

  async #ask(uri: vscode.Uri, place: Place): Promise<void> {
    place.askedAt = this.world.clock.now();
    const session = await this.#session(uri);
    const key = session && `${session.binding.account.address}\n${session.organization}`;
    const before = place.known;
    if (before?.key !== key) delete place.known;
    if (session && key !== undefined)
      place.known = { key, names: { ...place.known?.names, ...(await this.#askAll(session)) } };
    if (JSON.stringify(place.known?.names, sets) !== JSON.stringify(before?.names, sets)) this.#changed.fire(undefined);
  }

  async #askAll(session: Session): Promise<OrganizationNames> {
    // Its own name is one of them: the status bar shows it.
    void this.sessions.learnName(session);
    return askNames(session, this.world.log);
  }

  async #session(uri: vscode.Uri): Promise<Session | undefined> {
    try {
      if (uri.scheme === documentScheme) return await this.sessions.forOrganization(uri.authority);
      const state = await this.sessions.bindings.of(workspaceFolderOf(uri)?.uri);
      return state.kind === 'bound' ? await this.sessions.forBinding(state.binding) : undefined;
    } catch {
      // Signed out, or nobody knows that organization: then nothing is known of its names.
      return undefined;
    }
  }
}

const placeKey = (uri: vscode.Uri): string =>
  uri.scheme === documentScheme ? uri.authority : (workspaceFolderOf(uri)?.uri.toString() ?? '');
const sets = (_key: string, value: unknown): unknown =>
  value instanceof Set ? [...(value as ReadonlySet<unknown>)] : value;

/** A list that cannot be had is left out. */
async function askNames({ api, organization }: Session, log: Log): Promise<OrganizationNames> {
  const ask = async (
    name: keyof OrganizationNames,
    work: (api: Api) => Promise<OrganizationNames>,
  ): Promise<OrganizationNames> => {
    try {
      return await work(api);
    } catch (error) {
      log.info(`The organization's ${name} are not known: ${String(error)}`);
      return {};
    }
  };
  const parts = await Promise.all([
    ask('folders', async ({ folders }) => ({ folders: (await folders.list(organization)).map(({ name }) => name) })),
    ask('notificationGroups', async ({ notificationGroups }) => ({
      notificationGroups: (await notificationGroups.list(organization)).map(({ name }) => name),
    })),
    ask('templates', async ({ scenarios }) => ({
      templates: (await scenarios.linkableTemplates(organization)).map(({ id, name }) => ({ id, name })),
    })),
    ask('connectedCogs', async ({ connections }) => {
      const all = await connections.list(organization);
      return { connectedCogs: new Set(all.filter(({ isValid }) => isValid !== false).map(({ cog }) => cog)) };
    }),
  ]);
  return Object.assign({}, ...parts) as OrganizationNames;
}
