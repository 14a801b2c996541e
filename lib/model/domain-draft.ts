import type { DomainModel, Target } from './api-model';
import { resourceKey } from './sources';
import { sortedBy, stableText } from './stable-text';
import type { StageNames } from './stage-names';
import type { Origin, Value } from './template';
import { getOrCreate } from './value';

/** What the resource of a domain says. */
export type DomainSettings = Omit<DomainModel, 'mappings' | 'accessAssociations'>;

type Mapping = DomainModel['mappings'][number];
type Association = DomainModel['accessAssociations'][number];

interface DraftDomain {
  readonly settings: DomainSettings;
  readonly mappings: Mapping[];
  readonly associations: Association[];
}

/** Domains that are declared, and those that parts of the app are put on. */
export class DomainDrafts {
  private readonly byResource = new Map<string, DraftDomain>();
  private readonly byName = new Map<string, DraftDomain>();
  private readonly parts: (() => void)[] = [];

  /** Adds a declared domain. */
  public declare(settings: DomainSettings): void {
    const draft = { settings, mappings: [], associations: [] };
    this.byResource.set(resourceKey(settings.origin), draft);
    this.byName.set(stableText(settings.domainName), draft);
  }

  /** Puts an API on a domain. */
  public map(domain: Target, kind: DomainModel['kind'], mapping: Mapping): void {
    this.parts.push(() => this.find(domain, kind, mapping.origin).mappings.push(mapping));
  }

  /** Lets a VPC endpoint resolve a domain. */
  public associate(domain: Target, kind: DomainModel['kind'], association: Association): void {
    this.parts.push(() =>
      this.find(domain, kind, association.origin).associations.push(association),
    );
  }

  /** The domains with their parts, in order of their origins. */
  public finish(stages: StageNames): DomainModel[] {
    for (const add of this.parts.splice(0)) add();
    const drafts = new Set([...this.byResource.values(), ...this.byName.values()]);
    const domains = [...drafts].map((draft) => finishDomain(draft, stages));
    return sortedBy(domains, ({ origin }) => resourceKey(origin));
  }

  /** A domain that no template declares takes the place of its first part. */
  private find(domain: Target, kind: DomainModel['kind'], origin: Origin): DraftDomain {
    const name =
      domain.kind === 'external' ? domain.value : ({ Ref: domain.id.logicalId } as const);
    const declared = domain.kind === 'resource' && this.byResource.get(resourceKey(domain.id));
    return (
      declared || getOrCreate(this.byName, stableText(name), () => outside(name, kind, origin))
    );
  }
}

function outside(
  domainName: Value<string>,
  kind: DomainModel['kind'],
  origin: Origin,
): DraftDomain {
  return {
    settings: { origin, kind, domainName, endpointTypes: [] },
    mappings: [],
    associations: [],
  };
}

function finishDomain(draft: DraftDomain, stages: StageNames): DomainModel {
  return {
    ...draft.settings,
    mappings: sortedBy(draft.mappings, ({ basePath }) => basePath).map((mapping) => ({
      ...mapping,
      ...(mapping.stage && { stage: stages.resolve(mapping.api, mapping.stage) }),
    })),
    accessAssociations: sortedBy(draft.associations, ({ origin }) => resourceKey(origin)),
  };
}
