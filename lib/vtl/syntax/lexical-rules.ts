import type { TokenKind } from './tokens';

/** The lexical states of Velocity's grammar: what may come next depends on where one is. */
export type LexicalState =
  | 'DEFAULT'
  | 'PRE_DIRECTIVE'
  | 'DIRECTIVE'
  | 'REFERENCE'
  | 'REFMODIFIER'
  | 'REFMOD2'
  | 'REFINDEX'
  | 'IN_SINGLE_LINE_COMMENT'
  | 'IN_FORMAL_COMMENT'
  | 'IN_MULTI_LINE_COMMENT'
  | 'IN_TEXTBLOCK';

/** What the lexer does beyond taking the text. */
export type LexicalAction =
  | 'beginReference'
  | 'beginDirective'
  | 'beginSet'
  | 'beginLineComment'
  | 'beginBlockComment'
  | 'beginFormalComment'
  | 'beginTextblock'
  | 'endComment'
  | 'beginIndex'
  | 'endState'
  | 'openParenthesis'
  | 'closeParenthesis'
  | 'endArguments'
  | 'endBareString'
  | 'endBareInteger'
  | 'endBareDecimal'
  | 'enterDirective'
  | 'enterMember'
  | 'abandon';

/**
 * What a rule's text becomes: a token, the beginning of a longer token (`more`), nothing (`skip`),
 * or text in front of the next token (`special`).
 */
export type LexicalRole = TokenKind | 'more' | 'skip' | 'special';

/** One thing that may come next. Of several the longest counts, and of equals the first. */
export interface LexicalRule {
  readonly role: LexicalRole;

  /** Where the match ends that starts at `from`, or -1. */
  readonly match: (text: string, from: number) => number;

  readonly action: LexicalAction | undefined;
}

type Matcher = LexicalRule['match'];

function rule(role: LexicalRole, match: RegExp | Matcher, action?: LexicalAction): LexicalRule {
  return { role, match: typeof match === 'function' ? match : matcherOf(match), action };
}

function matcherOf(pattern: RegExp): Matcher {
  const sticky = new RegExp(pattern.source, 'sy');
  return (text, from) => {
    sticky.lastIndex = from;
    return sticky.test(text) ? sticky.lastIndex : -1;
  };
}

/** Where a run of backslashes ends. Remembers the last run, so that long runs take linear time. */
function backslashCounter(): (text: string, from: number) => number {
  let lastText = '';
  let start = 0;
  let end = 0;
  return (text, from) => {
    if (text !== lastText || from < start || from >= end) {
      lastText = text;
      start = from;
      for (end = from; text.charCodeAt(end) === BACKSLASH; ) end++;
    }
    return Math.max(from, end);
  };
}

const BACKSLASH = 92;
const afterBackslashes = backslashCounter();

// `\#name` and `\#{name}`, with pairs of backslashes before it.
const ESCAPED_DIRECTIVE = matcherOf(/#(?:[A-Za-z_@][A-Za-z0-9_@]*|\{[A-Za-z_][A-Za-z0-9_@]*\})/);
const matchEscapedDirective: Matcher = (text, from) => {
  const hash = afterBackslashes(text, from);
  return (hash - from) % 2 === 1 ? ESCAPED_DIRECTIVE(text, hash) : -1;
};

const matchDollar: Matcher = (text, from) => {
  const dollar = afterBackslashes(text, from);
  return text[dollar] === '$' ? dollar + 1 : -1;
};

const matchQuietDollar: Matcher = (text, from) => {
  const afterDollar = matchDollar(text, from);
  if (afterDollar < 0) return -1;
  const mark = afterBackslashes(text, afterDollar);
  return text[mark] === '!' ? mark + 1 : -1;
};

// A doubled quote stands for itself, so a string ends at the first quote that is not doubled.
const matchString: Matcher = (text, from) => {
  const quote = text[from];
  if (quote !== '"' && quote !== "'") return -1;
  let end = text.indexOf(quote, from + 1);
  let closed = -1;
  while (end >= 0) {
    closed = end + 1;
    if (text[closed] !== quote) break;
    end = text.indexOf(quote, closed + 1);
  }
  return closed;
};

const EVERYWHERE: readonly LexicalRule[] = [
  rule('more', matchDollar, 'beginReference'),
  rule('more', matchQuietDollar, 'beginReference'),
  rule('more', /#\[\[/, 'beginTextblock'),
  rule('more', /#\*\*[^#]/, 'beginFormalComment'),
  rule('more', /#\*/, 'beginBlockComment'),
  rule('more', /#/, 'beginDirective'),
];

const INDEX = rule('INDEX_LBRACKET', /\[/, 'beginIndex');
const SET = rule('SET_DIRECTIVE', /[ \t]*(?:#set|#\{set\}) *\(/, 'beginSet');
const LINE_COMMENT = rule('SINGLE_LINE_COMMENT_START', /##/, 'beginLineComment');
const WHITESPACE = rule('WHITESPACE', /[ \t\r\n]+/);
const STRING = rule('STRING_LITERAL', matchString, 'endBareString');
const OPEN = rule('LPAREN', /\(/, 'openParenthesis');
const EMPTY_INDEX = rule('EMPTY_INDEX', /\$(?:\[|!\[|\\!\[|\.)/);
const ANY = /./;

const BOOLEANS = [rule('TRUE', /true/), rule('FALSE', /false/)];

const PUNCTUATION = [
  rule('LBRACKET', /\[/),
  rule('RBRACKET', /\]/),
  rule('COMMA', /,/),
  rule('DOUBLEDOT', /\.\./),
  rule('COLON', /:/),
  rule('LEFT_CURLEY', /\{/),
  rule('RIGHT_CURLEY', /\}/),
];

const OPERATORS = [
  rule('MINUS', /-/),
  rule('PLUS', /\+/),
  rule('MULTIPLY', /\*/),
  rule('DIVIDE', /\//),
  rule('MODULUS', /%/),
  rule('LOGICAL_AND', /&&|and/),
  rule('LOGICAL_OR', /\|\||or/),
  rule('LOGICAL_LT', /<|lt/),
  rule('LOGICAL_LE', /<=|le/),
  rule('LOGICAL_GT', />|gt/),
  rule('LOGICAL_GE', />=|ge/),
  rule('LOGICAL_EQUALS', /==|eq/),
  rule('LOGICAL_NOT_EQUALS', /!=|ne/),
  rule('LOGICAL_NOT', /!|not/),
  rule('EQUALS', /=/),
];

const NUMBERS = [
  rule('INTEGER_LITERAL', /-?[0-9]+(?:\.\.)?/, 'endBareInteger'),
  rule(
    'FLOATING_POINT_LITERAL',
    /-?(?:[0-9]+\.[0-9]*(?:[eE][-+]?[0-9]+)?|\.[0-9]+(?:[eE][-+]?[0-9]+)?|[0-9]+[eE][-+]?[0-9]+)/,
    'endBareDecimal',
  ),
];

const WORDS = [
  rule('WORD', /[A-Za-z_@][A-Za-z0-9_@]*/),
  rule('BRACKETED_WORD', /\{[A-Za-z_][A-Za-z0-9_@]*\}/),
];

const NAMES = [
  rule('IDENTIFIER', /[A-Za-z_][-A-Za-z0-9_]*/),
  rule('DOT', /\.[A-Za-z]/, 'enterMember'),
];

const CURLIES = [rule('LCURLY', /\{/), rule('RCURLY', /\}/, 'endState')];

const ABANDON = rule('special', ANY, 'abandon');

/** The rules of each state, in the order of the grammar. */
export const LEXICAL_RULES: Readonly<Record<LexicalState, readonly LexicalRule[]>> = {
  DEFAULT: [
    rule('ESCAPE_DIRECTIVE', matchEscapedDirective),
    SET,
    ...EVERYWHERE,
    LINE_COMMENT,
    rule('DOUBLE_ESCAPE', /\\\\/),
    rule('ESCAPE', /\\/),
    rule('TEXT', /[^$#\\]+/),
    EMPTY_INDEX,
  ],
  PRE_DIRECTIVE: [
    ...EVERYWHERE,
    LINE_COMMENT,
    rule('END', /(?:end|\{end\})(?:[ \t]*(?:\r\n|\n|\r))?/, 'endState'),
    rule('IF_DIRECTIVE', /if|\{if\}/, 'enterDirective'),
    rule('ELSEIF_DIRECTIVE', /elseif|\{elseif\}/, 'enterDirective'),
    rule('ELSE_DIRECTIVE', /(?:else|\{else\})(?:[ \t]*(?:\r\n|\n|\r))?/, 'endState'),
    ...NUMBERS,
    ...WORDS,
    ABANDON,
  ],
  DIRECTIVE: [
    ...PUNCTUATION,
    OPEN,
    rule('RPAREN', /\)(?:[ \t]*(?:\r\n|\n|\r))?/, 'closeParenthesis'),
    ...EVERYWHERE,
    LINE_COMMENT,
    WHITESPACE,
    STRING,
    ...BOOLEANS,
    ...OPERATORS,
    ...NUMBERS,
    ...WORDS,
  ],
  REFERENCE: [
    INDEX,
    SET,
    ...EVERYWHERE,
    LINE_COMMENT,
    ...BOOLEANS,
    ...NAMES,
    ...CURLIES,
    ABANDON,
    EMPTY_INDEX,
  ],
  REFMODIFIER: [INDEX, OPEN, SET, ...EVERYWHERE, ...BOOLEANS, ...NAMES, ...CURLIES, ABANDON],
  REFMOD2: [
    ...PUNCTUATION,
    rule('REFMOD2_RPAREN', /\)/, 'endArguments'),
    SET,
    ...EVERYWHERE,
    WHITESPACE,
    STRING,
    ...BOOLEANS,
    ...NUMBERS,
    ...NAMES,
  ],
  REFINDEX: [
    rule('INDEX_RBRACKET', /\]/, 'endState'),
    ...EVERYWHERE,
    WHITESPACE,
    STRING,
    ...BOOLEANS,
    ...NUMBERS,
  ],
  IN_SINGLE_LINE_COMMENT: [
    ...EVERYWHERE,
    rule('SINGLE_LINE_COMMENT', /\r\n|\n|\r/, 'endComment'),
    rule('skip', ANY),
  ],
  IN_FORMAL_COMMENT: [
    ...EVERYWHERE,
    rule('FORMAL_COMMENT', /\*#/, 'endComment'),
    rule('skip', ANY),
  ],
  IN_MULTI_LINE_COMMENT: [
    ...EVERYWHERE,
    rule('MULTI_LINE_COMMENT', /\*#/, 'endComment'),
    rule('skip', ANY),
  ],
  IN_TEXTBLOCK: [...EVERYWHERE, rule('TEXTBLOCK', /\]\]#/, 'endComment'), rule('more', ANY)],
};
