import { literalOf } from '../syntax/literal';
import type { ReferenceNode } from '../syntax/nodes';

/** How a reference is written, which decides about what is printed around its value. */
export interface ReferenceForm {
  /** The name of its variable. */
  readonly name: string;

  /** A name without `$` that the grammar took for a reference: prints itself, and has no value. */
  readonly runt: boolean;

  /** `\$a`: prints as it is written. */
  readonly escaped: boolean;

  /** `$\!a`: has no value. */
  readonly computable: boolean;

  /** Half of the backslashes in front of it. */
  readonly backslashes: string;

  /** Dollars and hashes in front of it, as in `$$a`. */
  readonly prefix: string;

  /** What stands for a value that has no text, or is escaped. */
  readonly written: string;
}

/**
 * Takes the beginning of a reference apart. As in Velocity, the token loses what does not belong
 * to the reference, which shows where the text of an expression is printed.
 */
export function referenceForm(node: ReferenceNode): ReferenceForm {
  const quietEscape = node.first.image.indexOf('\\!');
  if (quietEscape >= 0) return escapedQuietForm(node.first.image);
  const slashes = /^\\*/.exec(node.first.image)?.[0].length ?? 0;
  const bare = node.first.image.slice(slashes);
  const dollar = Math.max(bare.lastIndexOf('$'), 0);
  node.first.image = bare.slice(dollar);
  const escaped = slashes % 2 === 1;
  const quiet = node.first.image.startsWith('$!');
  return {
    name: nameOf(node),
    runt: !node.first.image.startsWith('$'),
    escaped,
    computable: true,
    backslashes: '\\'.repeat(Math.floor(slashes / 2)),
    prefix: bare.slice(0, dollar),
    written: quiet && !escaped ? '' : literalOf(node),
  };
}

// `$\!a`: not a quiet reference, but no other either. One of the backslashes goes.
function escapedQuietForm(image: string): ReferenceForm {
  const dollar = image.indexOf('$');
  const slash = image.indexOf('\\', dollar);
  const written = image.slice(0, slash) + image.slice(slash + 1);
  return {
    name: written,
    runt: false,
    escaped: false,
    computable: false,
    backslashes: '',
    prefix: '',
    written,
  };
}

function nameOf({ first }: ReferenceNode): string {
  const { image } = first;
  if (image.startsWith('$!{') || image === '${') return first.next?.image ?? '';
  if (image.startsWith('$!')) return image.slice(2);
  return image.startsWith('$') ? image.slice(1) : image;
}
