import type { ApiIdentity, ResolvedApi, Snapshot } from '../../../gateway/frozen-api';
import type { FrozenDeployment } from '../../../gateway/frozen-deployment';
import type { ResourceId } from '../../../model';
import { API_KEY, type ApiPart, freezePart, idInKey, type PartKind, partKey } from './api-part';
import { placeIn } from './api-template';
import type { LiveStage } from './live-stage';
import { PartsInOrder } from './parts-in-order';
import { type ReadParts, readParts } from './read-parts';

/** A deployment of an API: what `CreateDeployment` froze. */
export interface DeploymentRecord {
  readonly id: string;
  readonly createdDate: Date;
  description?: string;
  /** Version of the document that the API was made of. */
  readonly version?: string;
  readonly snapshot: Snapshot;
  /** The snapshot, ready to answer requests. */
  readonly frozen: FrozenDeployment;
}

/** An API as its parts make it at present, and the ids of what is in it. */
export interface PresentApi {
  readonly api: ResolvedApi;
  /** Id of each resource by its path. */
  readonly resourceIds: ReadonlyMap<string, string>;
  /** Id of each authorizer by its name. */
  readonly authorizerIds: ReadonlyMap<string, string>;
  /** Ids of the request validators, in the order in which the API has them. */
  readonly validatorIds: readonly string[];
}

/** What a REST API starts with. */
export interface RestApiStart {
  readonly identity: ApiIdentity;
  readonly rootResourceId: string;
  readonly createdDate: Date;
  /** Makes the id of what a document declares, from its kind and its name. */
  readonly idOf: (kind: string, name: string) => string;
}

/** A REST API with its parts, deployments and stages. */
export class RestApi {
  public readonly identity: ApiIdentity;
  public readonly rootResourceId: string;
  public readonly createdDate: Date;
  public tags: Readonly<Record<string, string>> = {};
  public readonly deployments = new Map<string, DeploymentRecord>();
  public readonly stages = new Map<string, LiveStage>();
  /** What parts were found in order. */
  public readonly inOrder = new PartsInOrder();
  private readonly parts = new Map<string, ApiPart>();
  private readonly siblings = new Map<string, Map<string, string>>();
  private readonly idOf: RestApiStart['idOf'];
  private reading: ReadParts | undefined;
  private cached: PresentApi | undefined;
  private document: unknown;

  public constructor(start: RestApiStart) {
    this.identity = start.identity;
    this.rootResourceId = start.rootResourceId;
    this.createdDate = start.createdDate;
    this.idOf = start.idOf;
  }

  public get id(): string {
    return this.identity.apiId;
  }

  /** The document behind `BodyS3Location`, parsed. */
  public get bodyDocument(): unknown {
    return this.document;
  }

  public set bodyDocument(document: unknown) {
    this.document = document;
    this.forget();
  }

  /** Whether a document says resources and methods of the API. */
  public get hasDocument(): boolean {
    const { properties } = this.part(API_KEY) ?? {};
    return properties?.['Body'] !== undefined || properties?.['BodyS3Location'] !== undefined;
  }

  /** The id of what API Gateway, or the document, declares by a name. */
  public madeId(kind: string, name: string): string {
    return this.idOf(kind, name);
  }

  /** Puts a part in, or in the place of the one that has its key. */
  public put(part: ApiPart): void {
    this.forgetSibling(this.parts.get(part.key));
    if (part.key === API_KEY) this.inOrder.clear();
    this.parts.set(part.key, freezePart(part));
    this.rememberSibling(part);
    this.forget();
  }

  /** Takes a part out. */
  public remove(key: string): void {
    this.forgetSibling(this.parts.get(key));
    this.parts.delete(key);
    this.forget();
  }

  public part(key: string): ApiPart | undefined {
    return this.parts.get(key);
  }

  /** The part of a kind that has this id. */
  public partOf(kind: PartKind, id: string): ApiPart | undefined {
    return this.parts.get(partKey(kind, id));
  }

  /** Parts of one kind, with their ids. */
  public partsOf(kind: PartKind): { readonly id: string; readonly part: ApiPart }[] {
    return [...this.parts.values()].flatMap((part) => {
      const id = idInKey(kind, part.key);
      return id === undefined ? [] : [{ id, part }];
    });
  }

  /** Resources below a parent: id by path part. */
  public childrenOf(parentId: string): ReadonlyMap<string, string> {
    return this.siblings.get(parentId) ?? NO_CHILDREN;
  }

  /** Whether a resource exists, of the template or of the document. */
  public hasResource(id: string): boolean {
    if (id === this.rootResourceId || this.partOf('resource', id) !== undefined) return true;
    return this.hasDocument && this.pathOf(id) !== undefined;
  }

  /** Path of a resource. */
  public pathOf(resourceId: string): string | undefined {
    const entries = this.present().resourceIds;
    return [...entries].find(([, id]) => id === resourceId)?.[0];
  }

  /** The API as its parts make it now. */
  public present(): PresentApi {
    this.cached ??= this.read();
    return this.cached;
  }

  /**
   * Problems and unread properties of some of the parts, the rest of the API left out. With a
   * document all parts are read, as any of them may clash with it.
   */
  public inspect(keys: readonly string[]): ReadParts {
    return this.hasDocument ? this.inspectAll() : readParts(this.select(keys), this.document);
  }

  /** Problems and unread properties of the API as a whole. */
  public inspectAll(): ReadParts {
    this.reading ??= readParts(this.parts, this.document);
    return this.reading;
  }

  /** Where a part was declared, by its key. */
  public placeOf(key: string): ResourceId {
    return placeIn(this.parts)(key);
  }

  /** Of the settings of the API, other parts are judged by its endpoint alone. */
  private select(keys: readonly string[]): ReadonlyMap<string, ApiPart> {
    const selected = new Map<string, ApiPart>();
    const api = this.parts.get(API_KEY);
    if (api !== undefined) {
      const { EndpointConfiguration: endpoint } = api.properties;
      const properties = endpoint === undefined ? {} : { EndpointConfiguration: endpoint };
      selected.set(API_KEY, { ...api, properties, metadata: {} });
    }
    for (const key of keys) {
      const part = this.parts.get(key);
      if (part !== undefined) selected.set(key, part);
    }
    return selected;
  }

  private read(): PresentApi {
    const { model, located } = this.inspectAll();
    return {
      api: located,
      resourceIds: new Map(
        model.resources.map(({ path, origin }) => [path, this.resourceId(path, origin.logicalId)]),
      ),
      authorizerIds: new Map(
        model.authorizers.map(({ name, origin }) => [
          String(name),
          idInKey('authorizer', origin.logicalId) ?? this.idOf('authorizer', String(name)),
        ]),
      ),
      validatorIds: model.validators.map(
        ({ name, origin }) =>
          idInKey('validator', origin.logicalId) ?? this.idOf('validator', String(name)),
      ),
    };
  }

  private forget(): void {
    this.reading = undefined;
    this.cached = undefined;
  }

  private resourceId(path: string, key: string): string {
    if (path === '/') return this.rootResourceId;
    return idInKey('resource', key) ?? this.idOf('resource', path);
  }

  private rememberSibling({ key, properties }: ApiPart): void {
    const id = idInKey('resource', key);
    if (id === undefined) return;
    const parent = String(properties['ParentId']);
    const children = this.siblings.get(parent) ?? new Map<string, string>();
    children.set(String(properties['PathPart']), id);
    this.siblings.set(parent, children);
  }

  private forgetSibling(part: ApiPart | undefined): void {
    if (part === undefined || idInKey('resource', part.key) === undefined) return;
    this.siblings
      .get(String(part.properties['ParentId']))
      ?.delete(String(part.properties['PathPart']));
  }
}

const NO_CHILDREN: ReadonlyMap<string, string> = new Map();
