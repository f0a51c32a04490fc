import { t } from '../../base/localize';
import { NotDone } from '../model/not-done';

/** Whose a plan is: the same file means another scenario in another organization, and another account may do other things. */
export interface Owner {
  /** The account's id. */
  readonly account: string;
  /** The organization's UUID. */
  readonly organization: string;
  /** The workspace folder's address. */
  readonly folder: string;
}

/** The one door before everything that changes something here or there: a question may have been open for hours. */
export interface OwnerPort {
  readonly owner: Owner;
  /** Throws, with words for people, where the folder has another account or organization by now. */
  check(): Promise<void>;
}

/** Whoever owns an organization's folder for good: where nobody switches. */
export const soleOwner = (organization: string): OwnerPort => ({
  owner: { account: '', organization, folder: '' },
  check: () => Promise.resolve(),
});

const isSame = (one: Owner, other: Owner): boolean =>
  one.account === other.account && one.organization === other.organization && one.folder === other.folder;

/** Throws where what was agreed to is of another owner, or where the folder has another one by now. */
export async function passDoor(port: OwnerPort, owner: Owner = port.owner): Promise<void> {
  if (!isSame(owner, port.owner))
    throw new NotDone('conflict', t('This plan was made for another organization or folder. Make a new one.'));
  await port.check();
}
