/** A directive that does not stand for itself in the grammar. */
export interface DirectiveSyntax {
  /** Whether a block and an `#end` follow its parameters. */
  readonly block: boolean;
}

/** The directives of Velocity 1.7 apart from `#set`, `#if`, `#elseif`, `#else` and `#end`. */
export const DIRECTIVES: ReadonlyMap<string, DirectiveSyntax> = new Map([
  ['foreach', { block: true }],
  ['include', { block: false }],
  ['parse', { block: false }],
  ['macro', { block: true }],
  ['literal', { block: true }],
  ['evaluate', { block: false }],
  ['break', { block: false }],
  ['define', { block: true }],
  ['stop', { block: false }],
]);

const BUILT_IN: ReadonlySet<string> = new Set(['if', 'end', 'set', 'else', 'elseif']);

/**
 * What an escaped directive (`\#if`, `\\\#{foreach}`) prints: half of the backslashes in front of
 * a directive or macro, all of them in front of anything else.
 *
 * @param isMacro - tells the names of the macros that are known at this place
 */
export function escapedDirective(image: string, isMacro: (name: string) => boolean): string {
  const lastBackslash = image.lastIndexOf('\\');
  const directive = image.slice(lastBackslash + 1);
  const name = directive.startsWith('#{') ? directive.slice(2, -1) : directive.slice(1);
  return isDirective(name, isMacro)
    ? image.slice(0, Math.floor(lastBackslash / 2)) + directive
    : image;
}

function isDirective(name: string, isMacro: (name: string) => boolean): boolean {
  return DIRECTIVES.has(name) || isMacro(name) || BUILT_IN.has(name);
}
