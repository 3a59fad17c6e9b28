import type { TermMatcher } from "@lyceum/shared/glossary-matching";
import { isWordCharacter } from "@lyceum/shared/word-tokens";

/** How terms are marked. */
export interface MarkOptions {
  readonly matcher: TermMatcher;
  /** Language of the page (BCP 47), where no `lang` in it says otherwise. */
  readonly language: string;
  /** Marks only the first occurrence of each term; default true. */
  readonly firstOnly?: boolean;
  /** Terms never to mark (a term's own page). */
  readonly except?: ReadonlySet<string>;
  /** Makes the element that will hold the words; a button by default. */
  readonly createMark?: (termId: string) => HTMLElement;
  /** Lets the page breathe between two slices. */
  readonly pause?: () => Promise<void>;
}

/** Marks under way or done. */
export interface Marks {
  /** Number of marks, once all are made (or the work was stopped). */
  readonly done: Promise<number>;
  /** Stops, and puts the very same nodes back as they were. */
  unmark(): void;
}

const SLICE_MS = 8;
const skipped =
  "a,button,code,dfn,pre,kbd,samp,h1,h2,h3,h4,h5,h6,input,textarea,select,option,label,summary,script,style,iframe,object,svg,math,[data-math],[data-glossary-term],[contenteditable]:not([contenteditable='false'])";
const inline = new Set("b,i,u,s,em,strong,span,small,sub,sup,mark,del,ins,abbr,cite,q,dfn,var,bdi,time,font,wbr".split(","));

interface Piece {
  readonly node: Text;
  readonly language: string;
  before: string;
  after: string;
}

/** Text nodes that may hold marks, each with the characters that touch it through inline markup. */
function gather(root: Element, language: string): Piece[] {
  const pieces: Piece[] = [];
  let touching = "";
  let last: Piece | undefined;
  const visitText = (node: Text, lang: string, marked: boolean) => {
    if (node.data === "") return;
    if (last !== undefined) last.after = node.data.slice(0, 2);
    last = marked ? { node, language: lang, before: touching, after: "" } : undefined;
    if (last !== undefined) pieces.push(last);
    touching = node.data.slice(-2);
  };
  const breakLine = () => {
    touching = "";
    last = undefined;
  };
  const visit = (element: Element, lang: string, marked: boolean) => {
    for (const child of element.childNodes) {
      if (child instanceof Text) visitText(child, lang, marked);
      else if (child instanceof Element) {
        const apart = !inline.has(child.localName) && !child.matches("a,code,kbd,samp,button,[data-glossary-term]");
        if (apart) breakLine();
        visit(child, child.getAttribute("lang") || lang, marked && !child.matches(skipped));
        if (apart) breakLine();
      }
    }
  };
  visit(root, root.closest("[lang]")?.getAttribute("lang") || language, root.closest(skipped) === null);
  return pieces;
}

function defaultMark(termId: string): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset["glossaryTerm"] = termId;
  button.setAttribute("aria-expanded", "false");
  return button;
}

const lastOf = (text: string) => [...text].at(-1) ?? "";
const firstOf = (text: string) => [...text][0] ?? "";

/** True where the words found are only a part of a word that goes on in the neighbouring inline markup. */
function cutsWord(data: string, start: number, end: number, before: string, after: string): boolean {
  if (start === 0 && isWordCharacter(lastOf(before)) && isWordCharacter(firstOf(data))) return true;
  return end === data.length && isWordCharacter(firstOf(after)) && isWordCharacter(lastOf(data));
}

/**
 * Marks the terms found below `root`, in slices of at most 8 ms between text nodes, without changing the text: never inside links,
 * buttons, code, math, headings, inputs or existing marks, nor a word cut in two by inline markup.
 */
export function markText(root: Element, options: MarkOptions): Marks {
  const {
    matcher,
    firstOnly = true,
    except,
    createMark = defaultMark,
    pause = () => new Promise<void>((resume) => setTimeout(resume, 0)),
  } = options;
  const seen = new Set<string>();
  const restore: (() => void)[] = [];
  let stopped = false;
  let count = 0;
  const markPiece = ({ node, language, before, after }: Piece) => {
    const { data, parentNode } = node;
    if (parentNode === null || !root.contains(node)) return;
    const matches = matcher.find(data, language, except).filter(({ termId, start, end }) => {
      if (cutsWord(data, start, end, before, after) || (firstOnly && seen.has(termId))) return false;
      seen.add(termId);
      return true;
    });
    if (matches.length === 0) return;
    const added: ChildNode[] = [];
    const next = node.nextSibling;
    const put = (child: ChildNode) => added.push(parentNode.insertBefore(child, next));
    matches.forEach(({ termId, start, end }, index) => {
      const mark = createMark(termId);
      mark.textContent = data.slice(start, end);
      put(mark);
      const rest = data.slice(end, matches[index + 1]?.start ?? data.length);
      if (rest !== "") put(document.createTextNode(rest));
    });
    node.data = data.slice(0, matches[0]?.start ?? data.length);
    count += matches.length;
    restore.push(() => {
      for (const child of added) child.remove();
      node.data = data;
    });
  };
  const run = async () => {
    const pieces = gather(root, options.language);
    let sliceStart = performance.now();
    for (const piece of pieces) {
      if (stopped) break;
      markPiece(piece);
      if (performance.now() - sliceStart < SLICE_MS) continue;
      await pause();
      sliceStart = performance.now();
    }
    return count;
  };
  return {
    done: run(),
    unmark() {
      stopped = true;
      for (const undo of restore.splice(0).reverse()) undo();
    },
  };
}
