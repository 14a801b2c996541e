import { JsonSyntaxError, type JsonValue, parseJson } from '../../json';
import type { RequestParameters } from '../../mapping';
import type { Exchange } from '../exchange';
import type { HeaderPair } from '../request';
import { decodeUtf8 } from './content-handling';
import { methodHeaders } from './method-headers';
import { lastOf, lastValues, mappedRecord, recordOf } from './records';

/** The request of a method as mappings and templates read it: each part made when it is needed. */
export class MethodRequest {
  private headersMade: readonly HeaderPair[] | undefined;
  private parametersMade: RequestParameters | undefined;
  private textMade: string | undefined;
  private documentMade: { readonly value: JsonValue | undefined } | undefined;

  /** @param exchange the request, routed and let through */
  public constructor(public readonly exchange: Exchange) {}

  /** The headers, without those that end at the front door. */
  public get headers(): readonly HeaderPair[] {
    this.headersMade ??= methodHeaders(this.exchange);
    return this.headersMade;
  }

  /** `$input.params()`: path parameters as sent, query parameters decoded. */
  public get parameters(): RequestParameters {
    this.parametersMade ??= new MethodParameters(this);
    return this.parametersMade;
  }

  /** The body as text. */
  public get text(): string {
    this.textMade ??= decodeUtf8(this.exchange.request.body);
    return this.textMade;
  }

  /** The body as JSON; undefined when it is none. */
  public get document(): JsonValue | undefined {
    this.documentMade ??= { value: documentOf(this.text) };
    return this.documentMade.value;
  }

  /** Values of a header, by its name in any case. */
  public headerValues(name: string): readonly string[] {
    const wanted = name.toLowerCase();
    return this.headers.flatMap(([sent, value]) => (sent.toLowerCase() === wanted ? [value] : []));
  }
}

/** `$input.params('id')` mostly finds its name in the path, and asks for no headers then. */
class MethodParameters implements RequestParameters {
  private pathMade: RequestParameters['path'];
  private queryMade: RequestParameters['querystring'];
  private headerMade: RequestParameters['header'];

  public constructor(private readonly request: MethodRequest) {}

  public get path(): Readonly<Record<string, string>> {
    this.pathMade ??= recordOf(this.request.exchange.pathParameters);
    return this.pathMade;
  }

  public get querystring(): Readonly<Record<string, string>> {
    this.queryMade ??= mappedRecord(this.request.exchange.query, lastOf);
    return this.queryMade;
  }

  public get header(): Readonly<Record<string, string>> {
    this.headerMade ??= lastValues(this.request.headers);
    return this.headerMade;
  }
}

/** Reads a payload for JSONPath expressions; undefined when it is no JSON. */
export function documentOf(text: string): JsonValue | undefined {
  if (text === '') return undefined;
  try {
    return parseJson(text, { lenient: true });
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}
