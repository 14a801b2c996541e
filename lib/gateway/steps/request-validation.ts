import { GIVEN_MODELS } from '../../model/given-models';
import { compileModel, type ModelValidator } from '../../schema';
import type { ResolvedRoute, Snapshot } from '../frozen-api';
import type { LiveExchange } from '../live-exchange';
import { Refusal } from '../refusal';
import { isOn, literal } from '../resolved';
import type { Step } from '../step';
import { compileProperty, placeOf, UnsupportedDeployment } from '../unsupported-deployment';
import { compileValue, type TextOf } from './substitution';

/** A parameter that a request must have. */
interface RequiredParameter {
  readonly name: string;
  readonly read: TextOf;
}

const PARAMETER = /^method\.request\.(?:multivalue)?(header|path|querystring)\.(.+)$/;

/** Missing parameters are listed in this order. */
const POSITIONS = ['header', 'path', 'querystring'];

const JSON_TYPE = 'application/json';

/** The model for any media type that has none of its own. */
const ANY_TYPE = '$default';

/**
 * Checks a request before the method runs, if its validator asks for it: the required parameters,
 * which must be there and not be blank, then the body, by the model for its media type.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 */
export function compileRequestValidation(
  route: ResolvedRoute,
  snapshot: Snapshot,
): Step | undefined {
  const { validation } = route;
  const required = isOn(validation?.parameters) ? requiredParameters(route) : [];
  const models = isOn(validation?.body) ? bodyModels(route, snapshot) : new Map();
  if (required.length === 0 && models.size === 0) return undefined;
  return (exchange) => {
    checkParameters(required, exchange);
    checkBody(models, exchange);
    exchange.trace.decide('validation', 'passed');
  };
}

function requiredParameters(route: ResolvedRoute): RequiredParameter[] {
  return POSITIONS.flatMap((position) =>
    Object.entries(route.requestParameters).flatMap(([parameter, required]) => {
      const [, where, name] = PARAMETER.exec(parameter) ?? [];
      if (where !== position || name === undefined || !isOn(required)) return [];
      return [{ name, read: compileValue(`method.request.${where}.${name}`) }];
    }),
  );
}

function checkParameters(required: readonly RequiredParameter[], exchange: LiveExchange): void {
  const missing = required.filter(({ read }) => (read(exchange) ?? '').trim() === '');
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(', ');
  exchange.trace.decide('validation', 'parameters missing', { names });
  throw new Refusal('BAD_REQUEST_PARAMETERS', {
    message: `Missing required request parameters: [${names}]`,
    running: true,
  });
}

type Models = ReadonlyMap<string, ModelValidator>;

function bodyModels(route: ResolvedRoute, { api }: Snapshot): Models {
  const schemas: Record<string, unknown> = {};
  for (const { name, schema } of GIVEN_MODELS) schemas[name] = schema;
  for (const model of api.models) schemas[literal(model.name)] = model.schema;
  const models = new Map<string, ModelValidator>();
  for (const [mediaType, value] of Object.entries(route.requestModels)) {
    const name = literal(value);
    if (!Object.hasOwn(schemas, name)) {
      throw new UnsupportedDeployment(
        placeOf(route.origin, 'RequestModels'),
        `must name a model of the API, got: ${JSON.stringify(name)}`,
      );
    }
    const origin = api.models.find((model) => literal(model.name) === name)?.origin;
    const validator = compileProperty(origin, 'Schema', () =>
      compileModel(name, schemas[name], schemas),
    );
    models.set(mediaType.toLowerCase(), validator);
  }
  return models;
}

// A body of a media type without a model is not checked.
function checkBody(models: Models, exchange: LiveExchange): void {
  if (models.size === 0) return;
  const sent = exchange.headerValues('content-type').at(-1) || JSON_TYPE;
  const mediaType = sent.replace(/;.*$/s, '').trim().toLowerCase();
  const model = models.get(mediaType) ?? models.get(ANY_TYPE);
  if (model === undefined) return;
  const { valid, message = '' } = model.validate(Buffer.from(exchange.request.body).toString());
  if (valid) return;
  exchange.trace.decide('validation', 'body refused', { model: model.name, message });
  throw new Refusal('BAD_REQUEST_BODY', {
    message: 'Invalid request body',
    validationError: message,
    running: true,
    log: [`Request body does not match model schema for content type ${mediaType}: ${message}`],
  });
}
