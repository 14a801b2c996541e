import type { ApiTarget } from '../apis/api-target';
import { apiName, type Subject, subjectsOf } from '../apis/api-target';
import { readable } from '../apis/names';
import type { Synthesis } from '../synthesis/synthesis';
import { type ApiElement, type CarriedBy, carrierOf, elementsOf } from './api-elements';
import { differences } from './element-differences';

/** One thing in which an API differs between two syntheses. */
export interface ApiChange {
  /** Construct path of the API. */
  readonly api: string;
  /** `route`, `authorizer`, `model`, `gateway response`, `stage`, or `api` for the API itself. */
  readonly kind: string;
  /** `GET /orders`, name of the authorizer …; empty for the API itself. */
  readonly name: string;
  /** Property, such as `integration.uri`; empty: the element was added or removed. */
  readonly property: string;
  /** As the model has it; undefined: not there. */
  readonly before?: unknown;
  /** As the model has it; undefined: not there. */
  readonly after?: unknown;
  /** What puts it into effect. */
  readonly carriedBy: CarriedBy;
  /** The change as a sentence, such as "`GET /orders` now needs an API key". */
  readonly text: string;
}

/** An API of both syntheses. */
export interface ApiPair {
  readonly name: string;
  readonly before?: Subject;
  readonly after?: Subject;
}

/**
 * In what the APIs of two syntheses differ, and what puts each difference into effect.
 *
 * APIs are taken for the same by their construct paths.
 *
 * @param before - anything that {@link synth} takes, or an API
 * @param after - anything that {@link synth} takes, or an API
 */
export function diffApis(before: ApiTarget, after: ApiTarget): ApiChange[] {
  return pairApis(before, after).flatMap(changesOf);
}

/** The APIs of two syntheses, side by side, by name. */
export function pairApis(before: ApiTarget, after: ApiTarget): ApiPair[] {
  const old = byName(subjectsOf(before));
  const now = byName(subjectsOf(after));
  return [...new Set([...old.keys(), ...now.keys()])].sort().map((name) => {
    const pair = { before: old.get(name), after: now.get(name) };
    return {
      name,
      ...(pair.before && { before: pair.before }),
      ...(pair.after && { after: pair.after }),
    };
  });
}

function byName(subjects: readonly Subject[]): Map<string, Subject> {
  return new Map(subjects.map((subject) => [apiName(subject), subject]));
}

/** In what an API differs. */
export function changesOf({ name, before, after }: ApiPair): ApiChange[] {
  const one = after ?? before;
  if (one === undefined) return [];
  if (before === undefined || after === undefined) {
    const verb = before === undefined ? 'is new' : 'is gone';
    const whole = { api: name, kind: 'api', name: '', property: '' };
    return [{ ...whole, carriedBy: 'deployment', text: `the API ${name} ${verb}` }];
  }
  const old = byKey(elementsOf(before.api));
  const now = byKey(elementsOf(after.api));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) =>
    elementChanges({ name, before, after }, old.get(key), now.get(key)),
  );
}

function byKey(elements: readonly ApiElement[]): Map<string, ApiElement> {
  return new Map(elements.map((element) => [`${element.kind} ${element.name}`, element]));
}

type Both = Required<ApiPair>;

function elementChanges(pair: Both, before?: ApiElement, after?: ApiElement): ApiChange[] {
  const element = after ?? before;
  if (element === undefined) return [];
  const { kind, name } = element;
  const common = { api: pair.name, kind, name };
  const title = titleOf(element);
  if (before === undefined || after === undefined) {
    const text = `${title} is ${before === undefined ? 'new' : 'gone'}`;
    const carriedBy = carrierOf(pair.after.api, element, '');
    return [
      { ...common, property: '', before: before?.value, after: after?.value, carriedBy, text },
    ];
  }
  return differences(before.value, after.value).map((difference) => ({
    ...common,
    ...difference,
    carriedBy: carrierOf(pair.after.api, element, difference.property),
    text: `${title} ${sentence(pair, before, after, difference)}`,
  }));
}

function titleOf({ kind, name }: ApiElement): string {
  if (kind === 'api') return 'the API';
  return kind === 'route' ? `\`${name}\`` : `${kind} ${name}`;
}

type Change = ReturnType<typeof differences>[number];

/** Properties that people call something else. */
const SENTENCES: Readonly<Record<string, (change: Change) => string>> = {
  apiKeyRequired: ({ after }) =>
    after === true ? 'now needs an API key' : 'no longer needs an API key',
};

function sentence(pair: Both, before: ApiElement, after: ApiElement, change: Change): string {
  const known = SENTENCES[change.property];
  if (known !== undefined) return known(change);
  const was = valueText(pair.before.synthesis, before, change.before);
  const is = valueText(pair.after.synthesis, after, change.after);
  return `has another ${change.property}: ${was} became ${is}`;
}

const LONGEST = 80;

function valueText(synthesis: Synthesis, { origin }: ApiElement, value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = readable({ synthesis, source: origin?.source ?? '' }, value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
