import type { IConstruct } from 'constructs';
import { ValidationError } from '../../errors';
import {
  type ApiGatewayV2Model,
  type ApiModel,
  type CfnTemplate,
  type Origin,
  type RestApiModel,
  readApiModel,
  SourceIndex,
} from '../../model';
import { readDocument } from './documents';
import { isUnder, scopeModel } from './scope';
import type { AssemblyReading, StackTemplate } from './stack-template';
import { type ValidationFinding, validateTemplates } from './template-validation';

/** Which app the API of a model belongs to. */
const HOLDERS = new WeakMap<RestApiModel | ApiGatewayV2Model, Synthesis>();

/** What a synthesized app, or a part of it, consists of. */
export class Synthesis {
  /** The app whose model holds an API; undefined for a model that was not made by a synthesis. */
  public static holding(api: RestApiModel | ApiGatewayV2Model): Synthesis | undefined {
    return HOLDERS.get(api);
  }

  /** The whole app that this is a part of; itself, where it is the whole. */
  public readonly whole: Synthesis;

  /** Construct path of the part; empty: the whole app. */
  public readonly path: string;

  private readonly parts = new Map<string, Synthesis>();
  private knownModel: ApiModel | undefined;
  private knownIndex: SourceIndex | undefined;

  /**
   * @param reading - the cloud assembly
   * @param root - the app in memory, when there is one
   * @param part - what this is of the whole
   */
  public constructor(
    private readonly reading: AssemblyReading,
    private readonly root?: IConstruct,
    part?: { readonly whole: Synthesis; readonly path: string },
  ) {
    this.whole = part?.whole ?? this;
    this.path = part?.path ?? '';
  }

  /** Folder of the cloud assembly. */
  public get directory(): string {
    return this.reading.directory;
  }

  /** Every template of the part, those of nested stacks after the one that holds them. */
  public get stacks(): readonly StackTemplate[] {
    const templates = this.reading.templates;
    const below = templates.filter(({ path }) => isUnder(path, this.path));
    if (below.length > 0) return below;
    const around = templates.filter(({ path }) => isUnder(this.path, path));
    return around.sort((a, b) => b.path.length - a.path.length).slice(0, 1);
  }

  /** The APIs, read from the templates. Intrinsics in it are those of the template of `origin`. */
  public get model(): ApiModel {
    this.knownModel ??= this.whole === this ? this.readWhole() : this.readPart();
    return this.knownModel;
  }

  /** Finds resources, outputs and parameters across all templates of the whole app. */
  public get index(): SourceIndex {
    if (this.whole !== this) return this.whole.index;
    this.knownIndex ??= new SourceIndex(this.reading.sources);
    return this.knownIndex;
  }

  /**
   * The template of a stack, as synthesized.
   *
   * @param name - artifact id, stack name or construct path
   * @default - the only stack of the part, nested ones not counted
   * @throws {@link ValidationError} SynthesisTemplate - when there is no such stack, or more than one
   */
  public template(name?: string): CfnTemplate {
    const named = (stack: StackTemplate) =>
      name === undefined
        ? stack.parent === undefined || this.stacks.length === 1
        : [stack.name, stack.path].includes(name) ||
          (stack.parent === undefined && stack.stackName === name);
    const [found, ...others] = this.stacks.filter(named);
    if (found !== undefined && others.length === 0) return found.template;
    throw new ValidationError(
      'SynthesisTemplate',
      `\`name\` must name one stack of ${this.stacks.map((stack) => stack.path).join(', ')}, got: ${JSON.stringify(name)}`,
      this.path,
    );
  }

  /**
   * Runs AWS's own template validator over the stacks of the part, as `cdk synth` does.
   *
   * The first call in a process takes seconds: it starts the engine. Findings that
   * `Validations.of(construct).acknowledge()` acknowledges are left out.
   *
   * @returns findings of level `warning` and above; empty: all is well
   */
  public validate(): ValidationFinding[] {
    return validateTemplates(this.reading, this.stacks, this.root);
  }

  /** Construct path of an element; its logical id below the stack where the CDK recorded none. */
  public pathOf(origin: Origin): string {
    return origin.constructPath ?? `${this.stackOf(origin.source).path}/${origin.logicalId}`;
  }

  /** The template that an element was declared in. */
  public stackOf(source: string): StackTemplate {
    const found = this.reading.templates.find(({ name }) => name === source);
    if (found !== undefined) return found;
    throw new ValidationError(
      'SynthesisSource',
      `must be one of the app's templates, got: ${JSON.stringify(source)}; ask the synthesis that the element came from`,
    );
  }

  /**
   * The part of the app below a construct.
   *
   * @param path - construct path; empty: the whole app
   */
  public part(path: string): Synthesis {
    if (path === '') return this.whole;
    const parts = this.whole.parts;
    const known = parts.get(path);
    if (known !== undefined) return known;
    const part = new Synthesis(this.reading, this.root, { whole: this.whole, path });
    parts.set(path, part);
    return part;
  }

  private readWhole(): ApiModel {
    const model = readApiModel(this.index.sources, { readAsset: ({ key }) => this.document(key) });
    for (const api of [...model.restApis, ...model.v2Apis]) HOLDERS.set(api, this);
    return model;
  }

  private readPart(): ApiModel {
    return scopeModel(this.whole.model, (origin) => isUnder(this.pathOf(origin), this.path));
  }

  private document(key: unknown): unknown {
    const file = typeof key === 'string' ? this.reading.assetFile(key) : undefined;
    return file === undefined ? undefined : readDocument(file);
  }
}
