import type { MappingOverrides } from './overrides';

/** The parameters of a request, each part in the order in which they came. */
export interface RequestParameters {
  /** @default - no path parameters */
  readonly path?: Readonly<Record<string, string>>;

  /** @default - no query string */
  readonly querystring?: Readonly<Record<string, string>>;

  /** @default - no headers */
  readonly header?: Readonly<Record<string, string>>;
}

/** What a mapping template sees. */
export interface MappingInput {
  /**
   * The payload as text.
   *
   * @default - no payload, which templates see as `{}`
   */
  readonly body?: string;

  /** @default - no parameters */
  readonly params?: RequestParameters;

  /**
   * `$context`: plain JSON.
   *
   * @default - an empty context
   */
  readonly context?: Readonly<Record<string, unknown>>;

  /**
   * What the request template has overridden, for the response template.
   *
   * @default - what the context says, under `requestOverride` and `responseOverride`
   */
  readonly earlier?: MappingOverrides;

  /** @default - no stage variables */
  readonly stageVariables?: Readonly<Record<string, string>>;
}
