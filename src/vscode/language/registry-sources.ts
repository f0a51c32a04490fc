import type * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import { DisposableStore, type Disposable } from '../../base/dispose';
import type { Log } from '../../base/log';
import { NoSessionError, type Session, type Sessions } from '../session/session';
import { OrganizationRegistry } from './organization-registry';
import type { RegistryCopy } from './registry-copy';
import type { RegistryDisk } from './registry-disk';

/** What decides whose registry a document is written by. */
export interface Place {
  /** The UUID of the organization that a cloud scenario belongs to. */
  readonly organization?: string;
  readonly folder?: vscode.Uri;
}

/** Where a place's registry comes from: an organization that can be asked, or the last copy that is there. */
export type RegistrySource =
  | { readonly kind: 'bound'; readonly name: string; readonly registry: OrganizationRegistry }
  | { readonly kind: 'signedOut' | 'noOrganization'; readonly copy: RegistryCopy | undefined };

type Binding = Session['binding'];
const keyOf = ({ account, organization }: Binding): string => `${account.address}\n${organization.uuid}`;

/** The registries of all organizations that documents are written by, each once. */
export class RegistrySources implements Disposable {
  readonly #store = new DisposableStore();
  readonly #registries = new Map<string, OrganizationRegistry>();
  /** As they were bound last: an account may have gone and another have come for the same organization. */
  readonly #bindings = new Map<string, Binding>();

  constructor(
    private readonly sessions: Sessions,
    private readonly disk: RegistryDisk,
    private readonly world: { readonly clock: Clock; readonly log: Log },
  ) {}

  async find(place: Place): Promise<RegistrySource> {
    const state = await this.#state(place);
    if (state.kind === 'bound') return this.#bound(state.binding);
    const organization = place.organization ?? this.sessions.bindings.lastOrganization(place.folder);
    return { kind: state.kind, copy: await this.disk.newest(organization) };
  }

  /** What failed may succeed now: somebody signed in, or switched. */
  forgive(): void {
    for (const registry of this.#registries.values()) registry.forgive();
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #state({
    organization,
    folder,
  }: Place): Promise<
    { readonly kind: 'signedOut' | 'noOrganization' } | { readonly kind: 'bound'; readonly binding: Binding }
  > {
    if (organization === undefined) return this.sessions.bindings.of(folder);
    try {
      return { kind: 'bound', binding: (await this.sessions.forOrganization(organization)).binding };
    } catch (error) {
      if (error instanceof NoSessionError) return { kind: error.kind };
      throw error;
    }
  }

  #bound(binding: Binding): RegistrySource {
    const key = keyOf(binding);
    this.#bindings.set(key, binding);
    const registry = this.#registries.get(key) ?? this.#open(key, binding);
    return { kind: 'bound', name: binding.organization.name, registry };
  }

  #open(key: string, first: Binding): OrganizationRegistry {
    const { address } = first.account;
    const { uuid } = first.organization;
    const fetch = async (): Promise<RegistryCopy> => {
      const binding = this.#bindings.get(key) ?? first;
      const session = await this.sessions.forBinding(binding);
      const entries = await session.api.registry.get(uuid);
      // Nobody waits for the name; once it is known, the sessions tell of it.
      void this.sessions.learnName(session);
      return { address, uuid, name: binding.organization.name, fetchedAt: this.world.clock.now(), entries };
    };
    const registry = this.#store.add(new OrganizationRegistry({ address, uuid }, this.disk, { ...this.world, fetch }));
    this.#registries.set(key, registry);
    return registry;
  }
}
