/**
 * How calls of an alias are divided among versions: `random` by a number for each call, as on
 * Lambda; `exact` by counting, so that of N calls a version with the weight 0.1 gets N/10.
 */
export type AliasSplit = 'random' | 'exact';

/** An alias as it is configured. */
export interface AliasDefinition {
  /** `live` */
  readonly name: string;
  /** Version that gets what the others do not: a number, or `$LATEST`. */
  readonly functionVersion: string;
  /** Share of each further version, from 0 to 1. @default - none */
  readonly additionalVersionWeights?: Readonly<Record<string, number>>;
}

interface Share {
  readonly version: string;
  readonly weight: number;
  /** What the version is short of, in `exact`. */
  credit: number;
}

/** Parts that weights are counted in, so that no rounding of sums adds up. */
const PARTS = 1_000_000;

/**
 * A function that says for each call of an alias which version gets it.
 *
 * @param random next number from 0 (included) to 1 (excluded)
 */
export function aliasRouter(
  alias: AliasDefinition,
  split: AliasSplit,
  random: () => number,
): () => string {
  const shares = sharesOf(alias);
  if (shares.length === 0) return () => alias.functionVersion;
  if (split === 'exact') return exactRouter(shares, alias.functionVersion);
  return () => {
    let rest = random() * PARTS;
    for (const { version, weight } of shares) {
      rest -= weight;
      if (rest < 0) return version;
    }
    return alias.functionVersion;
  };
}

/** The version that is shortest of calls gets the next; among equals the alias's main one. */
function exactRouter(additional: readonly Share[], main: string): () => string {
  const given = additional.reduce((sum, { weight }) => sum + weight, 0);
  const shares: Share[] = [{ version: main, weight: PARTS - given, credit: 0 }, ...additional];
  return () => {
    for (const share of shares) share.credit += share.weight;
    const next = shares.reduce((best, share) => (share.credit > best.credit ? share : best));
    next.credit -= PARTS;
    return next.version;
  };
}

function sharesOf({ additionalVersionWeights }: AliasDefinition): Share[] {
  return Object.entries(additionalVersionWeights ?? {})
    .filter(([, weight]) => weight > 0)
    .map(([version, weight]) => ({ version, weight: Math.round(weight * PARTS), credit: 0 }));
}
