import { t } from '../../base/localize';

const loopback = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether an address leads to this machine. */
export function isLoopback(address: string): boolean {
  return URL.canParse(address) && loopback.test(new URL(address).hostname);
}

/** Says what is wrong with an API address; `undefined` when it may be used. */
export function addressProblem(address: string): string | undefined {
  if (!URL.canParse(address)) return t('This is no web address. An API address looks like https://app.stackmoxie.com/api/.');
  const { protocol, username, password, search, hash } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return t('An API address begins with https://.');
  if (protocol === 'http:' && !isLoopback(address)) return t('A token may not travel unprotected: use https://, or an address of this machine.');
  if (username !== '' || password !== '') return t('Leave user name and password out of the address; the token is asked for next.');
  return search === '' && hash === '' ? undefined : t('An API address has no “?” and no “#”.');
}

/** One spelling for one address: no slash at its end. */
export function normalAddress(address: string): string {
  return new URL(address.trim()).href.replace(/\/+$/, '');
}
