import { positionAt, VtlError } from '../vtl-error';
import {
  LEXICAL_RULES,
  type LexicalAction,
  type LexicalRule,
  type LexicalState,
} from './lexical-rules';
import type { Token, TokenKind } from './tokens';

/** A state to come back to, with the parentheses counted in it. */
interface SavedState {
  readonly state: LexicalState;
  readonly opened: number;
  readonly closed: number;
}

/**
 * Cuts a template into tokens, one at a time: what the parser finds decides about the state in
 * which the rest is read. A stack of states, with the parentheses counted in each, as in
 * Velocity's own token manager; its oddities are part of the language.
 */
export class Lexer {
  private position = 0;
  private start = 0;
  private image = '';
  private state: LexicalState = 'DEFAULT';
  private readonly stack: SavedState[] = [];
  private opened = 0;
  private closed = 0;
  private inComment = false;
  private inSet = false;

  public constructor(private readonly text: string) {}

  /** @throws {@link VtlError} when nothing that the state allows comes next */
  public next(): Token {
    const abandoned: string[] = [];
    this.start = this.position;
    for (;;) {
      const rule = this.takeRule();
      if (rule === undefined) return this.token('EOF', abandoned);
      const { role, action } = rule;
      this.image = this.text.slice(this.start, this.position);
      if (role === 'special') abandoned.push(this.image);
      if (action !== undefined) this.actions[action]();
      if (role === 'more') continue;
      if (role !== 'special' && role !== 'skip') return this.token(role, abandoned);
      this.start = this.position;
    }
  }

  /** Reads on as the parameters of a directive. */
  public enterDirective(): void {
    this.state = 'DIRECTIVE';
  }

  /** Back to the state before: what was begun is complete, or was nothing after all. */
  public popState(): boolean {
    const saved = this.stack.pop();
    this.state = saved?.state ?? 'DEFAULT';
    this.opened = saved?.opened ?? 0;
    this.closed = saved?.closed ?? this.closed;
    return saved !== undefined;
  }

  /** The parser has seen the end of a `#set`. */
  public endSet(): void {
    this.inSet = false;
  }

  /** Whether a parenthesis opens next, after blanks and line breaks. */
  public parenthesisFollows(): boolean {
    let at = this.position;
    while (/[ \n\r\t]/.test(this.text[at] ?? '')) at++;
    return this.text[at] === '(';
  }

  private takeRule(): LexicalRule | undefined {
    if (this.position >= this.text.length && this.position === this.start) return undefined;
    let longest: LexicalRule | undefined;
    let end = this.position;
    for (const rule of LEXICAL_RULES[this.state]) {
      const ruleEnd = rule.match(this.text, this.position);
      if (ruleEnd > end) {
        longest = rule;
        end = ruleEnd;
      }
    }
    if (longest === undefined) throw this.unexpected();
    this.position = end;
    return longest;
  }

  private unexpected(): VtlError {
    const begun = this.text.slice(this.start, this.position);
    const found = this.text[this.position];
    const what = found === undefined ? 'the end of the template' : JSON.stringify(found);
    const where = begun === '' ? '' : ` after ${JSON.stringify(begun.slice(-20))}`;
    return new VtlError(`unexpected ${what}${where}`, positionAt(this.text, this.position));
  }

  private token(kind: TokenKind, abandoned: readonly string[]): Token {
    return { kind, image: this.image, offset: this.start, abandoned, next: undefined };
  }

  private readonly actions: Readonly<Record<LexicalAction, () => void>> = {
    beginReference: () => this.begin('REFERENCE', ['REFERENCE']),
    beginDirective: () => this.begin('PRE_DIRECTIVE', ['REFERENCE', 'REFMODIFIER']),
    beginSet: () => this.beginSet(),
    beginLineComment: () => {
      if (this.state === 'REFERENCE') this.popState();
      this.beginComment('IN_SINGLE_LINE_COMMENT');
    },
    beginBlockComment: () => this.beginComment('IN_MULTI_LINE_COMMENT'),
    beginFormalComment: () => {
      if (!this.inComment) this.position--;
      this.beginComment('IN_FORMAL_COMMENT');
    },
    beginTextblock: () => this.beginComment('IN_TEXTBLOCK'),
    endComment: () => {
      this.inComment = false;
      this.popState();
    },
    beginIndex: () => this.pushState('REFINDEX'),
    endState: () => this.popState(),
    openParenthesis: () => {
      this.opened++;
      if (this.state === 'REFMODIFIER') this.state = 'REFMOD2';
    },
    closeParenthesis: () => this.closeParenthesis(),
    endArguments: () => {
      this.state = 'REFERENCE';
    },
    endBareString: () => {
      if (this.state === 'DIRECTIVE') this.endBareValue();
    },
    endBareInteger: () => {
      if (this.image.endsWith('..')) this.giveBack(2);
      if (this.state !== 'REFMOD2' && this.state !== 'REFINDEX') this.endBareValue();
    },
    endBareDecimal: () => {
      if (this.state !== 'REFMOD2') this.endBareValue();
    },
    enterDirective: () => this.enterDirective(),
    enterMember: () => {
      this.giveBack(1);
      this.image = '.';
      this.state = 'REFMODIFIER';
    },
    abandon: () => {
      this.position--;
      this.popState();
    },
  };

  private pushState(state: LexicalState): void {
    this.stack.push({ state: this.state, opened: this.opened, closed: this.closed });
    this.opened = 0;
    this.state = state;
  }

  // A new reference or directive ends the reference that it follows.
  private begin(state: LexicalState, ended: readonly LexicalState[]): void {
    if (this.inComment) return;
    if (ended.includes(this.state)) this.popState();
    this.pushState(state);
  }

  private beginSet(): void {
    this.pushState('DIRECTIVE');
    this.inSet = true;
    this.opened++;
  }

  private beginComment(state: LexicalState): void {
    if (this.inComment) return;
    this.inComment = true;
    this.pushState(state);
  }

  // Drops to the state that has the open parenthesis which this one closes.
  private closeParenthesis(): void {
    while (this.opened === 0) {
      if (!this.popState()) return;
    }
    if (this.opened === this.closed + 1) this.popState();
    else this.closed++;
  }

  // A value in a directive that has no parentheses is the last thing of it.
  private endBareValue(): void {
    if (this.opened === 0 && !this.inSet) this.popState();
  }

  private giveBack(characters: number): void {
    this.position -= characters;
    this.image = this.image.slice(0, -characters);
  }
}
