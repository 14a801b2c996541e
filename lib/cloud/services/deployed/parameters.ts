import type { ServiceCall } from '../../../gateway/backends';
import { partitionOf, type StackEnvironment } from '../../cloudformation/stack-identity';
import type { ParameterStore, StoredParameter } from '../../cloudformation/stores/parameter-store';
import type { Members } from '../decoded-call';
import { ServiceError } from '../service-error';

/** A name or an ARN, with a version behind a colon where one is meant. */
const SELECTED = /^((?:arn(?::[^:]*){4}:)?[^:]*)(?::(.*))?$/s;
const VERSION = /^[1-9]\d*$/;

/** Parameters that a page of GetParametersByPath has. */
const PAGE_SIZE = 10;

/**
 * What Systems Manager answers for the parameters of the stacks.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
 */
export function parameterAnswers(
  store: ParameterStore,
  environmentOf: (call: ServiceCall) => StackEnvironment,
): Readonly<Record<string, (input: Members, call: ServiceCall) => Members>> {
  return {
    GetParameter: ({ Name }, call) => {
      const environment = environmentOf(call);
      return { Parameter: required(store, environment, String(Name)) };
    },
    GetParameters: ({ Names }, call) => {
      const environment = environmentOf(call);
      const names = list(Names);
      const found = names.map((name) => parameter(store, environment, name));
      return {
        Parameters: found.filter((one) => one !== undefined),
        InvalidParameters: names.filter((_name, index) => found[index] === undefined),
      };
    },
    GetParametersByPath: (input, call) => byPath(store, environmentOf(call), input),
  };
}

function byPath(store: ParameterStore, environment: StackEnvironment, input: Members): Members {
  const { Path, Recursive, MaxResults, NextToken, ParameterFilters } = input;
  if (list(ParameterFilters).length > 0) {
    const text =
      'ParameterFilters are not done locally: leave them out, or give `services: { ssm: { GetParametersByPath: … } }`';
    throw new ServiceError('InvalidFilterKey', text);
  }
  const path = String(Path).replace(/\/*$/, '/');
  const names = store
    .names(environment)
    .filter((name) => name.startsWith(path) && (Recursive === true || isBelow(name, path)));
  const start = NextToken === undefined ? 0 : Number(NextToken);
  const end = start + (typeof MaxResults === 'number' ? MaxResults : PAGE_SIZE);
  return {
    Parameters: names.slice(start, end).map((name) => parameter(store, environment, name)),
    ...(end < names.length && { NextToken: String(end) }),
  };
}

function isBelow(name: string, path: string): boolean {
  return !name.slice(path.length).includes('/');
}

function required(store: ParameterStore, environment: StackEnvironment, name: string): Members {
  const found = parameter(store, environment, name);
  if (found !== undefined) return found;
  const { plain, selector } = split(name);
  if (selector === undefined || store.find(environment, plain) === undefined) {
    throw new ServiceError(
      'ParameterNotFound',
      `no stack has the parameter ${plain} in ${environment.region}`,
    );
  }
  const text = `Systems Manager could not find version ${selector} of ${plain}. Verify the version and try again.`;
  throw new ServiceError('ParameterVersionNotFound', text);
}

function parameter(
  store: ParameterStore,
  environment: StackEnvironment,
  name: string,
): Members | undefined {
  const { plain, selector } = split(name);
  if (selector !== undefined && !VERSION.test(selector)) return undefined;
  const version = selector === undefined ? undefined : Number(selector);
  const found = store.find(environment, plain, version);
  if (found === undefined) return undefined;
  return {
    ...wireForm(environment, found),
    ...(selector !== undefined && { Selector: `:${selector}` }),
  };
}

function split(name: string): { readonly plain: string; readonly selector: string | undefined } {
  const [, plain = name, selector] = SELECTED.exec(name) ?? [];
  return { plain, selector };
}

function wireForm({ accountId, region }: StackEnvironment, found: StoredParameter): Members {
  const { name, type, value, version, modifiedAt } = found;
  const path = name.startsWith('/') ? name : `/${name}`;
  return {
    Name: name,
    Type: type,
    Value: value,
    Version: version,
    LastModifiedDate: modifiedAt / 1000,
    ARN: `arn:${partitionOf(region).partition}:ssm:${region}:${accountId}:parameter${path}`,
    DataType: 'text',
  };
}

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
