import type { StringNode } from '../syntax/nodes';
import { VtlFailure } from '../vtl-error';
import type { Compiler } from './compiler';
import type { Evaluator } from './runtime';

/** The value of a string: what stands in double quotes is a template itself. */
export function stringValue(node: StringNode, compiler: Compiler): Evaluator {
  const { image } = node.first;
  const text = contentOf(image);
  if (!image.startsWith('"') || !/[$#]/.test(image)) return () => text;
  // The blank ends a reference or directive at the end of the text; a comment needs none.
  const padding = text.includes('##') ? '' : ' ';
  const render = compiler.text(text + padding, node.first);
  return (runtime) => {
    const made = runtime.capture(render);
    return padding === '' ? made : made.slice(0, -1);
  };
}

function contentOf(image: string): string {
  const quote = image.charAt(0);
  const inner = image.slice(1, -1);
  const text = quote === '"' ? unescapeUnicode(inner) : inner;
  return text.replaceAll(quote + quote, quote);
}

function unescapeUnicode(text: string): string {
  return text.replace(/\\u(.{0,4})/gs, (whole, digits: string) => {
    if (!/^[0-9A-Fa-f]{4}$/.test(digits)) {
      throw new VtlFailure(
        `${JSON.stringify(whole)} is no character; write \\u and four hex digits`,
      );
    }
    return String.fromCharCode(Number.parseInt(digits, 16));
  });
}
