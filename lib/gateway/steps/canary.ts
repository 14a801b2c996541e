/** Decides for each request of a stage whether its canary answers. */
export type CanarySplit = (percentTraffic: number) => boolean;

/**
 * Splits by chance, as API Gateway does: each request for itself.
 *
 * @param random next number from 0 (included) to 1 (excluded)
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html
 */
export function randomSplit(random: () => number): CanarySplit {
  return (percentTraffic) => {
    if (percentTraffic <= 0) return false;
    return percentTraffic >= 100 || random() * 100 < percentTraffic;
  };
}

/** What is lost to rounding when percentages such as 33.3 are multiplied. */
const ROUNDING = 1e-9;

/**
 * Splits by counting: of any N requests in a row since the percentage was set, the canary gets
 * exactly the whole part of N times the percentage.
 */
export function exactSplit(): CanarySplit {
  let percentage = 0;
  let served = 0;
  return (percentTraffic) => {
    if (percentTraffic !== percentage) {
      percentage = percentTraffic;
      served = 0;
    }
    const before = share(served, percentTraffic);
    served += 1;
    return share(served, percentTraffic) > before;
  };
}

function share(requests: number, percentTraffic: number): number {
  return Math.floor((requests * percentTraffic) / 100 + ROUNDING);
}
