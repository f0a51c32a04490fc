/** How later steps name a cog: the part of `vendor/cog` behind the slash. */
export const shortName = (cog: string): string => cog.slice(cog.lastIndexOf('/') + 1);
