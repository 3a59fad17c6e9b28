/** A learner's status of one activity, as AICC and SCORM 1.2 name them. */
export type PrerequisiteStatus = "passed" | "completed" | "browsed" | "failed" | "incomplete" | "not attempted";

/** A parsed prerequisite; plain JSON, so that it may be stored. */
export type Prerequisite =
  | { readonly kind: "activity"; readonly id: string }
  | {
      readonly kind: "status";
      readonly id: string;
      readonly status: PrerequisiteStatus;
      readonly equal: boolean;
    }
  | { readonly kind: "not"; readonly of: Prerequisite }
  | { readonly kind: "and" | "or"; readonly of: readonly Prerequisite[] }
  | { readonly kind: "atLeast"; readonly count: number; readonly of: readonly Prerequisite[] };

/** A prerequisite that cannot be parsed; `position` counts characters from 0. */
export class PrerequisiteError extends Error {
  override readonly name = "PrerequisiteError";
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(message);
  }
}

interface Token {
  readonly text: string;
  readonly position: number;
  readonly quoted: boolean;
}

const TOKEN = /\s*(?:"([^"]*)"|(\d+)\s*\*(?=\s*\{)|(<>|[~=&|(){},])|([^\s~=<>&|(){},"]+))/y;
const MAX_DEPTH = 100;
const STATUSES: Readonly<Record<string, PrerequisiteStatus>> = {
  p: "passed",
  c: "completed",
  b: "browsed",
  f: "failed",
  i: "incomplete",
  n: "not attempted",
};

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  const end = source.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) throw new PrerequisiteError("An unexpected character.", from);
    const [, quoted, count, operator, word] = match;
    tokens.push({
      text: quoted ?? (count !== undefined ? `${count}*` : (operator ?? word ?? "")),
      position: from,
      quoted: quoted !== undefined,
    });
  }
  return tokens;
}

class Parser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly length: number,
  ) {}

  parse(): Prerequisite {
    const result = this.or();
    if (this.at < this.tokens.length) this.fail("An operator is missing.");
    return result;
  }

  private or(): Prerequisite {
    if (++this.depth > MAX_DEPTH) this.fail("Too many parentheses.");
    const parts = this.list("|", () => this.list("&", () => this.not(), "and"), "or");
    this.depth -= 1;
    return parts;
  }

  private list(operator: string, next: () => Prerequisite, kind: "and" | "or"): Prerequisite {
    const first = next();
    const parts = [first];
    while (this.accept(operator)) parts.push(next());
    return parts.length === 1 ? first : { kind, of: parts };
  }

  private not(): Prerequisite {
    let negated = false;
    let seen = false;
    while (this.accept("~")) [negated, seen] = [!negated, true];
    const operand = this.operand();
    return seen && negated ? { kind: "not", of: operand } : operand;
  }

  private operand(): Prerequisite {
    if (this.accept("(")) {
      const inner = this.or();
      this.expect(")");
      return inner;
    }
    const token = this.tokens[this.at];
    if (token && /^\d+\*$/.test(token.text) && !token.quoted) return this.set(Number.parseInt(token.text, 10));
    const id = this.word("An activity is missing.");
    if (this.accept("=")) return { kind: "status", id, status: this.status(), equal: true };
    if (this.accept("<>")) return { kind: "status", id, status: this.status(), equal: false };
    return { kind: "activity", id };
  }

  private set(count: number): Prerequisite {
    this.at += 1;
    this.expect("{");
    const of = [this.or()];
    while (this.accept(",")) of.push(this.or());
    this.expect("}");
    return { kind: "atLeast", count, of };
  }

  private status(): PrerequisiteStatus {
    let word = this.word("A status is missing.").toLowerCase();
    const next = this.tokens[this.at]?.text.toLowerCase();
    if (word === "not" && next === "attempted") {
      this.at += 1;
      word = "n";
    }
    // The standard lets a status be written by its first letter.
    const status = STATUSES[word.charAt(0)];
    if (!status || (word.length > 1 && word.replaceAll(/[\s_]+/g, " ") !== status)) this.fail(`${word} is no status.`, -1);
    return status as PrerequisiteStatus;
  }

  private word(missing: string): string {
    const token = this.tokens[this.at];
    if (!token || (!token.quoted && /^(<>|[~=&|(){},])$/.test(token.text))) this.fail(missing);
    this.at += 1;
    return (token as Token).text;
  }

  private accept(text: string): boolean {
    const token = this.tokens[this.at];
    if (!token || token.quoted || token.text !== text) return false;
    this.at += 1;
    return true;
  }

  private expect(text: string): void {
    if (!this.accept(text)) this.fail(`${text} is missing.`);
  }

  private fail(message: string, offset = 0): never {
    throw new PrerequisiteError(message, this.tokens[this.at + offset]?.position ?? this.length);
  }
}

/**
 * Parses an `aicc_script` prerequisite: `~` binds first, then `=` and `<>`, then `&`, then `|`; parentheses and
 * `n*{a,b,c}` (at least n of) are accepted. Throws `PrerequisiteError`.
 */
export function parsePrerequisite(source: string): Prerequisite {
  return new Parser(tokensOf(source), source.length).parse();
}

/** The activities a prerequisite names, each once, in order. */
export function activitiesOf(prerequisite: Prerequisite): string[] {
  if ("id" in prerequisite) return [prerequisite.id];
  const parts = prerequisite.kind === "not" ? [prerequisite.of] : prerequisite.of;
  return [...new Set(parts.flatMap(activitiesOf))];
}

/**
 * Whether a prerequisite is met. `statuses` holds every activity that exists; one that does not exist is fulfilled
 * however it is asked about, so that a slip in a manifest locks nobody out.
 */
export function isFulfilled(prerequisite: Prerequisite, statuses: ReadonlyMap<string, PrerequisiteStatus>): boolean {
  switch (prerequisite.kind) {
    case "activity": {
      const status = statuses.get(prerequisite.id);
      return status === undefined || status === "passed" || status === "completed";
    }
    case "status": {
      const status = statuses.get(prerequisite.id);
      return status === undefined || (status === prerequisite.status) === prerequisite.equal;
    }
    case "not":
      if ("id" in prerequisite.of && !statuses.has(prerequisite.of.id)) return true;
      return !isFulfilled(prerequisite.of, statuses);
    case "and":
      return prerequisite.of.every((part) => isFulfilled(part, statuses));
    case "or":
      return prerequisite.of.some((part) => isFulfilled(part, statuses));
    case "atLeast":
      return prerequisite.of.filter((part) => isFulfilled(part, statuses)).length >= prerequisite.count;
  }
}
