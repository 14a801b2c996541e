import type { ThrottleModel, UsagePlanModel } from '../../model';
import { readable } from '../apis/names';
import type { Place } from '../apis/symbolic-text';

/** `100/s, burst 200` */
export function throttleText(place: Place, throttle: ThrottleModel): string {
  const { rateLimit, burstLimit } = throttle;
  return [
    ...(rateLimit === undefined ? [] : [`${readable(place, rateLimit)}/s`]),
    ...(burstLimit === undefined ? [] : [`burst ${readable(place, burstLimit)}`]),
  ].join(', ');
}

/** `1000 a MONTH` */
export function quotaText(place: Place, quota: NonNullable<UsagePlanModel['quota']>): string {
  return `${readable(place, quota.limit)} a ${readable(place, quota.period ?? 'period')}`;
}

/** `alias=live, table=orders`, by name. */
export function variablesText(place: Place, variables: Readonly<Record<string, unknown>>): string {
  return Object.keys(variables)
    .sort()
    .map((name) => `${name}=${readable(place, variables[name])}`)
    .join(', ');
}
