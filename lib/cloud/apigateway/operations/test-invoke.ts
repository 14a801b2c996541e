import {
  type FrozenDeployment,
  freezeDeployment,
  type HeaderPair,
  type TestInvocation,
  type TestInvokeAnswer,
  TestInvokeError,
  testInvokeMethod,
} from '../../../gateway';
import { compact } from '../../../model/value';
import type { Registry } from '../registry/registry';
import type { PresentApi, RestApi } from '../registry/rest-api';
import { notFound } from '../service-error';
import {
  type Input,
  type OperationTable,
  optionalObject,
  optionalText,
  optionalTexts,
  requiredText,
} from './input';

/** Runs methods of the API as it stands, without a stage. */
export const TEST_INVOKE_OPERATIONS: OperationTable = { TestInvokeMethod: testInvoke };

/** APIs as they stood at the last test, ready to answer. */
const FROZEN = new WeakMap<PresentApi, FrozenDeployment>();

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_TestInvokeMethod.html */
async function testInvoke(registry: Registry, input: Input): Promise<TestInvokeAnswer> {
  const api = registry.restApis.get(requiredText(input, 'restApiId'));
  const resource = api?.pathOf(requiredText(input, 'resourceId'));
  if (api === undefined || resource === undefined) {
    throw notFound('Invalid Resource identifier specified');
  }
  const { backends } = registry.options;
  const seed = Number.parseInt(registry.newIds('test-invoke').hex(7), 16);
  const world = registry.worldOf(api.id, 'test-invoke-stage');
  try {
    const frozen = freezePresent(registry, api);
    return await testInvokeMethod(frozen, invocationOf(resource, input), { world, backends, seed });
  } catch (error) {
    throw error instanceof TestInvokeError ? notFound(error.message) : error;
  }
}

function invocationOf(resource: string, input: Input): TestInvocation {
  return {
    resource,
    method: requiredText(input, 'httpMethod'),
    ...compact({
      pathWithQueryString: optionalText(input, 'pathWithQueryString'),
      body: optionalText(input, 'body'),
      stageVariables: optionalTexts(input, 'stageVariables'),
    }),
    headers: headersOf(input),
  };
}

/** A name that is in both maps has the values of the one with several. */
function headersOf(input: Input): HeaderPair[] {
  const single = Object.entries(optionalTexts(input, 'headers') ?? {});
  const multi = Object.entries(optionalObject(input, 'multiValueHeaders') ?? {});
  const names = new Set(multi.map(([name]) => name.toLowerCase()));
  return [
    ...single.filter(([name]) => !names.has(name.toLowerCase())),
    ...multi.flatMap(([name, values]) =>
      (Array.isArray(values) ? values : [values]).map((value): HeaderPair => [name, String(value)]),
    ),
  ];
}

function freezePresent(registry: Registry, api: RestApi): FrozenDeployment {
  const present = api.present();
  const known = FROZEN.get(present);
  if (known !== undefined) return known;
  const snapshot = { deploymentId: '', identity: api.identity, ...present };
  const frozen = freezeDeployment(snapshot, registry.options.compileIntegration);
  FROZEN.set(present, frozen);
  return frozen;
}
