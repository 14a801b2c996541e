import { ValidationError } from '../errors';
import type { Target, UnreadProperty } from './api-model';
import { routeKey } from './describe';
import type { ResourcePath } from './resource-paths';
import type {
  AuthorizerModel,
  DeploymentModel,
  GatewayResponseModel,
  RestApiModel,
  RestRouteModel,
  SchemaModel,
  StageModel,
  ValidatorModel,
} from './rest-api-model';
import { sortedBy, stableText } from './stable-text';
import type { Origin } from './template';

/** What the RestApi resource and its document say of the API as a whole. */
export type RestSettings = Partial<
  Omit<
    RestApiModel,
    'kind' | 'target' | 'resources' | 'routes' | 'gatewayResponses' | keyof RestParts
  >
>;

interface RestParts {
  readonly authorizers: AuthorizerModel[];
  readonly models: SchemaModel[];
  readonly validators: ValidatorModel[];
  readonly deployments: DeploymentModel[];
  readonly stages: StageModel[];
}

/** A REST API while its parts come in, from any template and in any order. */
export class RestApiDraft implements RestParts {
  public settings: RestSettings = {};
  public readonly authorizers: AuthorizerModel[] = [];
  public readonly models: SchemaModel[] = [];
  public readonly validators: ValidatorModel[] = [];
  public readonly deployments: DeploymentModel[] = [];
  public readonly stages: StageModel[] = [];
  private readonly gatewayResponses = new Map<string, GatewayResponseModel>();
  private readonly resources = new Map<string, { path: string; origin: Origin }>();
  private readonly routes = new Map<string, RestRouteModel>();
  private readonly outside = new Map<string, Origin>();

  public constructor(
    public readonly target: Target,
    private readonly unread: UnreadProperty[],
  ) {}

  /**
   * Adds a resource that is declared once.
   *
   * @throws {@link ValidationError} DuplicateResource - the path is declared already, and neither
   * declaration stands under a condition
   */
  public declareResource({ path, identity, outside }: ResourcePath, origin: Origin): void {
    if (outside !== undefined) this.outside.set(outside, origin);
    const present = this.resources.get(identity);
    if (present === undefined) this.resources.set(identity, { path, origin });
    else this.refuseTwin('DuplicateResource', path, present.origin, origin);
  }

  /** Adds the resources of a path of a document, where they are not there yet. */
  public ensureResources(path: string, origin: Origin): void {
    for (const prefix of prefixesOf(path)) {
      if (!this.resources.has(prefix)) this.resources.set(prefix, { path: prefix, origin });
    }
  }

  /**
   * Adds a method.
   *
   * @throws {@link ValidationError} DuplicateRoute - the path has one for the verb already, and
   * neither stands under a condition
   */
  public addRoute({ path, identity, outside }: ResourcePath, route: RestRouteModel): void {
    if (outside !== undefined) this.outside.set(outside, route.origin);
    if (path === '/' && !this.resources.has(identity)) {
      this.resources.set(identity, { path, origin: this.settings.origin ?? route.origin });
    }
    const key = `${route.method} ${identity}`;
    const present = this.routes.get(key);
    if (present === undefined) this.routes.set(key, route);
    else this.refuseTwin('DuplicateRoute', routeKey(route), present.origin, route.origin);
  }

  /**
   * Adds a gateway response. A resource of its own replaces the one of a document: it comes
   * after the import, and PutGatewayResponse replaces.
   */
  public addGatewayResponse(response: GatewayResponseModel): void {
    const key = stableText(response.type);
    const present = this.gatewayResponses.get(key);
    const isOfDocument = response.origin.pointer !== undefined;
    if (present === undefined || !isOfDocument) this.gatewayResponses.set(key, response);
  }

  /** The API with its lists in order. */
  public finish(): RestApiModel {
    this.reportOutside();
    const { origin, ...settings } = this.settings;
    if (origin !== undefined) this.resources.set('/', { path: '/', origin });
    return {
      kind: 'REST',
      ...(origin && { origin }),
      target: this.target,
      endpointTypes: ['EDGE'],
      vpcEndpointIds: [],
      apiKeySource: 'HEADER',
      binaryMediaTypes: [],
      disableExecuteApiEndpoint: false,
      ...settings,
      resources: sortedBy(this.resources.values(), ({ path }) => path),
      routes: sortedBy(this.routes.values(), ({ path, method }) => `${path} ${method}`),
      authorizers: sortedBy(this.authorizers, ({ name }) => name),
      models: sortedBy(this.models, ({ name }) => name),
      validators: sortedBy(this.validators, ({ name, origin: { logicalId } }) => name ?? logicalId),
      gatewayResponses: sortedBy(this.gatewayResponses.values(), ({ type }) => type),
      deployments: sortedBy(this.deployments, ({ origin: { logicalId } }) => logicalId),
      stages: sortedBy(this.stages, ({ name }) => name),
    };
  }

  /** Two of a kind are an error of the template, unless conditions choose between them. */
  private refuseTwin(code: string, what: string, first: Origin, second: Origin): void {
    const condition = first.condition ?? second.condition;
    if (condition === undefined) throw duplicate(code, what, first, second);
    this.unread.push({
      origin: second,
      property: '',
      reason:
        `${what} is declared by ${first.logicalId} as well and condition ${condition} chooses; ` +
        'the model holds that of ' +
        first.logicalId,
    });
  }

  /** A single parent outside of an API outside is its root, what else would it be. */
  private reportOutside(): void {
    const expected = this.settings.origin === undefined ? 1 : 0;
    if (this.outside.size <= expected) return;
    for (const origin of this.outside.values()) {
      this.unread.push({
        origin,
        property: 'ParentId',
        reason:
          'lives outside of the app at a path that the templates do not tell; read as the root',
      });
    }
  }
}

function duplicate(code: string, what: string, first: Origin, second: Origin): ValidationError {
  return new ValidationError(
    code,
    `${what} may be declared once in an API, got: ${place(first)} and ${place(second)}; ` +
      'take one of them away',
    place(second),
  );
}

function place({ source, logicalId, pointer }: Origin): string {
  return `${source}/${logicalId}${pointer ?? ''}`;
}

/** `/a/b` has the resources `/`, `/a` and `/a/b`. */
function prefixesOf(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '');
  return ['/', ...parts.map((_part, index) => `/${parts.slice(0, index + 1).join('/')}`)];
}
