import type { Target } from './api-model';
import { describeValue } from './describe';
import type {
  ApiGatewayV2Model,
  V2AuthorizerModel,
  V2IntegrationModel,
  V2IntegrationResponseModel,
  V2RouteModel,
  V2StageModel,
} from './http-api-model';
import { sortedBy } from './stable-text';
import type { Value } from './template';
import { getOrCreate } from './value';

/** What the Api resource and its document say of the API as a whole. */
export type V2Settings = Partial<
  Omit<ApiGatewayV2Model, 'target' | 'routes' | 'authorizers' | 'stages' | 'deployments' | 'models'>
>;

/** A route whose integration is still to be found: it may be declared after the route. */
export interface DraftRoute extends Omit<V2RouteModel, 'integration' | 'responses'> {
  /** Key of the integration in the draft. */
  readonly integrationKey?: string;
  /** Key of the route itself, under which its responses come in. */
  readonly key: string;
}

/** An integration whose responses come in apart. */
export type DraftIntegration = Omit<V2IntegrationModel, 'responses'>;

/** Milliseconds that an integration may take when the template says nothing. */
const DEFAULT_TIMEOUT = { HTTP: 30_000, WEBSOCKET: 29_000 };

/** An HTTP or WebSocket API while its parts come in, from any template and in any order. */
export class V2ApiDraft {
  public settings: V2Settings = {};
  public readonly routes: DraftRoute[] = [];
  public readonly authorizers: V2AuthorizerModel[] = [];
  public readonly stages: V2StageModel[] = [];
  public readonly deployments: ApiGatewayV2Model['deployments'][number][] = [];
  public readonly models: ApiGatewayV2Model['models'][number][] = [];
  public readonly integrations = new Map<string, DraftIntegration>();
  private readonly routeResponses = new Map<string, V2RouteModel['responses'][number][]>();
  private readonly integrationResponses = new Map<string, V2IntegrationResponseModel[]>();

  public constructor(public readonly target: Target) {}

  /** Adds a response key of a route. */
  public addRouteResponse(routeKey: string, response: V2RouteModel['responses'][number]): void {
    getOrCreate(this.routeResponses, routeKey, () => []).push(response);
  }

  /** Adds a response of an integration. */
  public addIntegrationResponse(key: string, response: V2IntegrationResponseModel): void {
    getOrCreate(this.integrationResponses, key, () => []).push(response);
  }

  /** The API with its lists in order. */
  public finish(): ApiGatewayV2Model {
    const kind = this.settings.kind ?? this.kindOfRoutes();
    return {
      kind,
      target: this.target,
      disableExecuteApiEndpoint: false,
      ...this.settings,
      routes: sortedBy(
        this.routes.map((route) => this.finishRoute(route, kind)),
        ({ routeKey }) => routeKey,
      ),
      authorizers: sortedBy(this.authorizers, ({ name }) => name),
      stages: sortedBy(this.stages, ({ name }) => name),
      deployments: sortedBy(this.deployments, ({ origin: { logicalId } }) => logicalId),
      models: sortedBy(this.models, ({ name }) => name),
    };
  }

  /** The routes of an API outside of the app tell which kind it is of. */
  private kindOfRoutes(): ApiGatewayV2Model['kind'] {
    const keys = this.routes.map(({ routeKey }) => describeValue(routeKey));
    return keys.every((key) => key === '$default' || key.includes(' ')) ? 'HTTP' : 'WEBSOCKET';
  }

  private finishRoute(draft: DraftRoute, kind: ApiGatewayV2Model['kind']): V2RouteModel {
    const { key, integrationKey, ...route } = draft;
    const integration =
      integrationKey === undefined ? undefined : this.integrations.get(integrationKey);
    return {
      ...route,
      ...(integration && {
        integration: {
          timeoutInMillis: DEFAULT_TIMEOUT[kind] as Value<number>,
          ...integration,
          responses: sortedBy(
            this.integrationResponses.get(integrationKey ?? '') ?? [],
            (response) => response.key,
          ),
        },
      }),
      responses: sortedBy(this.routeResponses.get(key) ?? [], ({ responseKey }) => responseKey),
    };
  }
}
