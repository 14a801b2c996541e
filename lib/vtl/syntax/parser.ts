import type { Position } from '../vtl-error';
import { DIRECTIVES, escapedDirective } from './directives';
import { ExpressionParser } from './expression-parser';
import { Lookahead, PARAMETER_STARTS } from './lookahead';
import type {
  BlockNode,
  DirectiveNode,
  ExpressionNode,
  IfNode,
  SetNode,
  StatementNode,
} from './nodes';
import { ReferenceParser } from './reference-parser';
import { TokenReader } from './token-reader';
import type { Token, TokenKind } from './tokens';

/** How a template is parsed. */
export interface ParseOptions {
  /** How deep anything may be nested. */
  readonly maxNesting: number;

  /** Where the text stands. */
  readonly origin: Position;

  /** Tells the macros that are known before the text. */
  readonly isMacro: (name: string) => boolean;
}

/** A template as syntax tree, and where its tokens stand. */
export interface ParsedTemplate {
  readonly root: BlockNode;
  readonly positionOf: (token: Token) => Position;
}

/**
 * Parses a template of Apache Velocity 1.7.
 *
 * @throws {@link VtlError} with the place where the template cannot go on as it does
 */
export function parseTemplate(text: string, options: ParseOptions): ParsedTemplate {
  const tokens = new TokenReader(text, options.maxNesting, options.origin);
  const root = new Parser(tokens, options.isMacro).template();
  return { root, positionOf: (token) => tokens.positionOf(token) };
}

const DIRECTIVE_PARAMETER_STARTS: readonly TokenKind[] = ['WORD', ...PARAMETER_STARTS];

// An `#if` or an `#end` after a pair of backslashes halves them, as a reference would.
const CONTROLS: readonly TokenKind[] = [
  'IF_DIRECTIVE',
  'ELSE_DIRECTIVE',
  'ELSEIF_DIRECTIVE',
  'END',
];

class Parser {
  private readonly references: ReferenceParser;
  private readonly expressions: ExpressionParser;
  private readonly macros = new Set<string>();

  public constructor(
    private readonly tokens: TokenReader,
    private readonly isOuterMacro: (name: string) => boolean,
  ) {
    this.references = new ReferenceParser(tokens, new Lookahead(tokens));
    this.expressions = new ExpressionParser(tokens, this.references);
  }

  public template(): BlockNode {
    const root = this.block();
    this.tokens.take('EOF');
    return root;
  }

  private block(): BlockNode {
    return this.tokens.nested(() => {
      const first = this.tokens.peeked;
      const statements: StatementNode[] = [];
      for (let next = this.statement(); next !== undefined; next = this.statement()) {
        statements.push(next);
      }
      return { type: 'block', statements, first, last: this.tokens.last };
    });
  }

  private statement(): StatementNode | undefined {
    if (this.references.atReference()) return this.references.reference();
    return this.statements[this.tokens.peeked.kind]?.();
  }

  private readonly text = (): StatementNode => ({ type: 'text', token: this.tokens.takeAny() });

  private readonly comment = (): StatementNode => ({
    type: 'comment',
    token: this.tokens.takeAny(),
  });

  private readonly statements: Partial<Record<TokenKind, () => StatementNode>> = {
    IF_DIRECTIVE: () => this.ifStatement(),
    SINGLE_LINE_COMMENT_START: () => this.lineComment(),
    FORMAL_COMMENT: this.comment,
    MULTI_LINE_COMMENT: this.comment,
    TEXTBLOCK: () => ({ type: 'textblock', token: this.tokens.takeAny() }),
    SET_DIRECTIVE: () => this.set(),
    ESCAPE_DIRECTIVE: () => this.escapedDirective(),
    DOUBLE_ESCAPE: () => this.escapes(),
    WORD: () => this.directive(),
    BRACKETED_WORD: () => this.directive(),
    LPAREN: this.text,
    RPAREN: this.text,
    ESCAPE: this.text,
    TEXT: this.text,
    STRING_LITERAL: this.text,
    INTEGER_LITERAL: this.text,
    FLOATING_POINT_LITERAL: this.text,
    DOT: this.text,
    LCURLY: this.text,
    RCURLY: this.text,
    EMPTY_INDEX: this.text,
  };

  private lineComment(): StatementNode {
    const token = this.tokens.takeAny();
    this.tokens.skip('SINGLE_LINE_COMMENT');
    return { type: 'comment', token };
  }

  private escapedDirective(): StatementNode {
    const token = this.tokens.takeAny();
    token.image = escapedDirective(token.image, (name) => this.isMacro(name));
    return { type: 'escape', text: token.image };
  }

  private escapes(): StatementNode {
    let pairs = 0;
    while (this.tokens.skip('DOUBLE_ESCAPE')) pairs++;
    return { type: 'escape', text: (this.escapable() ? '\\' : '\\\\').repeat(pairs) };
  }

  private escapable(): boolean {
    const { kind, image } = this.tokens.peeked;
    const name = image.slice(1);
    return CONTROLS.includes(kind) || DIRECTIVES.has(name) || this.isMacro(name);
  }

  private isMacro(name: string): boolean {
    return this.macros.has(name) || this.isOuterMacro(name);
  }

  private set(): SetNode {
    const { tokens } = this;
    const first = tokens.take('SET_DIRECTIVE');
    tokens.skip('WHITESPACE');
    const left = this.references.reference();
    tokens.skip('WHITESPACE');
    tokens.take('EQUALS');
    const right = this.expressions.expression();
    const last = tokens.take('RPAREN');
    tokens.lexer.endSet();
    return { type: 'set', left, right, first, last };
  }

  private ifStatement(): IfNode {
    const { tokens } = this;
    const branches = [this.branch()];
    while (tokens.at('ELSEIF_DIRECTIVE')) branches.push(this.branch());
    const otherwise = tokens.skip('ELSE_DIRECTIVE') ? this.block() : undefined;
    tokens.take('END');
    return { type: 'if', branches, otherwise };
  }

  private branch(): { condition: ExpressionNode; block: BlockNode } {
    const { tokens } = this;
    tokens.takeAny();
    tokens.skip('WHITESPACE');
    tokens.take('LPAREN');
    const condition = this.expressions.expression();
    tokens.take('RPAREN');
    return { condition, block: this.block() };
  }

  private directive(): DirectiveNode {
    const { tokens } = this;
    const first = tokens.takeAny();
    const name = first.kind === 'BRACKETED_WORD' ? first.image.slice(2, -1) : first.image.slice(1);
    tokens.lexer.enterDirective();
    if (!tokens.lexer.parenthesisFollows()) return this.bareDirective(name, first);
    const parameters = this.directiveParameters(name, first);
    const hasBlock = DIRECTIVES.get(name)?.block ?? name.startsWith('@');
    const block = hasBlock ? this.block() : undefined;
    if (hasBlock) tokens.take('END');
    if (name === 'macro') this.declareMacro(parameters, first);
    return { type: 'directive', name, parameters, block, first, last: tokens.last };
  }

  private bareDirective(name: string, first: Token): DirectiveNode {
    if (name === 'macro') throw this.tokens.error('#macro needs a name: #macro(name $a $b)', first);
    this.tokens.lexer.popState();
    return { type: 'directive', name, parameters: [], block: undefined, first, last: first };
  }

  private directiveParameters(name: string, first: Token): ExpressionNode[] {
    const { tokens } = this;
    tokens.skip('WHITESPACE');
    tokens.take('LPAREN');
    const parameters: ExpressionNode[] = [];
    while (this.directiveParameterFollows()) {
      tokens.skip('WHITESPACE');
      if (tokens.skip('COMMA')) tokens.skip('WHITESPACE');
      parameters.push(this.directiveParameter(name, parameters.length, first));
    }
    tokens.skip('WHITESPACE');
    tokens.take('RPAREN');
    return parameters;
  }

  private directiveParameterFollows(): boolean {
    const { peeked } = this.tokens;
    const next = peeked.kind === 'WHITESPACE' ? this.tokens.after(peeked) : peeked;
    return next.kind === 'COMMA' || DIRECTIVE_PARAMETER_STARTS.includes(next.kind);
  }

  private directiveParameter(name: string, place: number, directive: Token): ExpressionNode {
    const { tokens } = this;
    const isWord = tokens.at('WORD');
    if (isWord !== wordAllowed(name, place, isWord)) {
      throw tokens.error(`${directive.image} cannot take ${tokens.peeked.image} there`);
    }
    if (!isWord) return this.references.value();
    const token = tokens.takeAny();
    return { type: 'word', first: token, last: token };
  }

  private declareMacro(parameters: readonly ExpressionNode[], first: Token): void {
    const [name] = parameters;
    if (name === undefined) throw this.tokens.error('#macro needs a name', first);
    this.macros.add(name.first.image);
  }
}

// The name of a macro must be a word, the `in` of a loop may be one, and so may the parameters of
// what is no directive.
function wordAllowed(directive: string, place: number, isWord: boolean): boolean {
  if (directive === 'macro') return place === 0;
  if (directive === 'foreach' && place === 1) return isWord;
  return !DIRECTIVES.has(directive) && isWord;
}
