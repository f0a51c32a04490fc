import { isRecord } from '../../base/json';
import type { Fate } from './fate';

/** Records twice, or in another order; none is ever left out. */
export function distortList(
  list: readonly unknown[],
  { repeats, shuffles, random }: Pick<Fate, 'repeats' | 'shuffles' | 'random'>,
): readonly unknown[] {
  const doubled = repeats ? list.flatMap((element) => (random() < 0.3 ? [element, element] : [element])) : [...list];
  if (!shuffles) return doubled;
  for (let index = doubled.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [doubled[index], doubled[other]] = [doubled[other], doubled[index]];
  }
  return doubled;
}

/** Made up, and recognizable: whatever shows one of these has not been careful. */
export const madeUpSecrets = {
  password: 'made-up-password-hash',
  passwordResetToken: 'made-up-password-reset-token',
  passwordResetTokenExpiresAt: '1700000000000',
  emailProofToken: 'made-up-email-proof-token',
  emailProofTokenExpiresAt: '1700000000000',
  tosAcceptedByIp: '192.0.2.99',
} as const;

/** A value in which every user comes with what a service should keep for itself. */
export function leakSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(leakSecrets);
  if (!isRecord(value)) return value;
  const shown = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, leakSecrets(part)]));
  return 'emailAddress' in value && 'fullName' in value ? { ...shown, ...madeUpSecrets } : shown;
}
