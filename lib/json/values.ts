/**
 * A JSON document as a Java program behind API Gateway sees it: members keep their order,
 * whole numbers stay whole at any size, and `1.0` is not `1`.
 *
 * - object: `Map`, in the order of the text
 * - array: JavaScript array
 * - whole number: `number` while it is a safe integer, `bigint` beyond
 * - number with a fraction or an exponent: {@link JsonDouble}
 */
export type JsonValue =
  | null
  | boolean
  | string
  | number
  | bigint
  | JsonDouble
  | JsonArray
  | JsonObject;

/** A JSON array. */
export type JsonArray = JsonValue[];

/** A JSON object, in the order of its text. */
export type JsonObject = Map<string, JsonValue>;

/** A number that was written with a fraction or an exponent: Java's `Double`. */
export class JsonDouble {
  public constructor(public readonly value: number) {}

  public valueOf(): number {
    return this.value;
  }
}
