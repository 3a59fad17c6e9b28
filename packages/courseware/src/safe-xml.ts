import { SaxesParser, type SaxesTagNS } from "saxes";
import { decodeXml } from "./xml-encoding";
import { XmlError } from "./xml-error";

/** One attribute; `namespace` is empty when it has no prefix. */
export interface XmlAttribute {
  readonly name: string;
  readonly local: string;
  readonly namespace: string;
  readonly value: string;
}

/** One element of a parsed document; nothing in it can be changed. */
export interface XmlElement {
  readonly name: string;
  readonly local: string;
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  /** Child elements in document order. */
  readonly children: readonly XmlElement[];
  /** Child elements and text runs in document order, for mixed content. */
  readonly nodes: readonly (XmlElement | string)[];
  /** The element's own text, without its children's. */
  readonly text: string;
  /** Where it starts, counted from 1. */
  readonly line: number;
}

/** How much of a document is accepted. */
export interface XmlLimits {
  /** 32 MiB unless given. */
  readonly maxBytes?: number;
  /** Elements within elements; 256 unless given. */
  readonly maxDepth?: number;
  /** Elements, attributes and text runs together; 1,000,000 unless given. */
  readonly maxNodes?: number;
}

interface Draft {
  tag: SaxesTagNS;
  line: number;
  children: XmlElement[];
  nodes: (XmlElement | string)[];
}

const DEFAULTS: Required<XmlLimits> = {
  maxBytes: 32 * 1024 * 1024,
  maxDepth: 256,
  maxNodes: 1_000_000,
};

function seal(draft: Draft): XmlElement {
  const { tag, line, children, nodes } = draft;
  const attributes = Object.values(tag.attributes).map(({ name, local, uri, value }) =>
    Object.freeze({ name, local, namespace: uri, value }),
  );
  const text = nodes.filter((node) => typeof node === "string").join("");
  return Object.freeze({
    name: tag.name,
    local: tag.local,
    namespace: tag.uri,
    attributes: Object.freeze(attributes),
    children: Object.freeze(children),
    nodes: Object.freeze(nodes),
    text,
    line,
  });
}

class TreeBuilder {
  root: XmlElement | null = null;
  private readonly stack: Draft[] = [];
  private count = 0;
  private readonly parser = new SaxesParser({ xmlns: true, position: true });

  constructor(private readonly limits: Required<XmlLimits>) {
    const { parser } = this;
    parser.on("doctype", () => this.refuse("DTD_REFUSED", "A document type declaration is not accepted."));
    parser.on("error", (error) => this.onError(error));
    parser.on("opentag", (tag) => this.open(tag));
    parser.on("closetag", () => this.close());
    parser.on("text", (text) => this.write(text));
    parser.on("cdata", (text) => this.write(text));
  }

  build(source: string): XmlElement {
    this.parser.write(source).close();
    if (!this.root) return this.refuse("EMPTY", "The document holds no element.");
    return this.root;
  }

  private refuse(code: "DTD_REFUSED" | "MALFORMED" | "EMPTY" | "TOO_DEEP" | "TOO_LARGE", message: string): never {
    throw new XmlError(code, message, this.parser.line, this.parser.column + 1);
  }

  private onError(error: Error): void {
    const message = error.message.replace(/^\d+:\d+: /, "");
    // Many authoring tools forget to declare a prefix they use: its elements then have no namespace.
    if (message.startsWith("unbound namespace prefix")) return;
    if (message.includes("must contain a root element")) this.refuse("EMPTY", "The document holds no element.");
    this.refuse("MALFORMED", message);
  }

  private tally(nodes: number): void {
    this.count += nodes;
    if (this.count > this.limits.maxNodes) this.refuse("TOO_LARGE", `The document has more than ${this.limits.maxNodes} nodes.`);
  }

  private open(tag: SaxesTagNS): void {
    if (this.stack.length >= this.limits.maxDepth) this.refuse("TOO_DEEP", `Elements are nested more than ${this.limits.maxDepth} deep.`);
    this.tally(1 + Object.keys(tag.attributes).length);
    this.stack.push({ tag, line: this.parser.line, children: [], nodes: [] });
  }

  private close(): void {
    const draft = this.stack.pop();
    if (!draft) return;
    const element = seal(draft);
    const parent = this.stack.at(-1);
    if (parent) {
      parent.children.push(element);
      parent.nodes.push(element);
    } else this.root = element;
  }

  private write(text: string): void {
    const draft = this.stack.at(-1);
    if (!draft || text === "") return;
    this.tally(1);
    draft.nodes.push(text);
  }
}

/**
 * Reads an XML 1.0 document into a tree that cannot be changed. Entities are never defined: any DOCTYPE is refused.
 * Bytes are decoded by their byte order mark or declaration. Throws `XmlError`.
 */
export function parseXml(source: Uint8Array | string, limits: XmlLimits = {}): XmlElement {
  const all = { ...DEFAULTS, ...limits };
  if (source.length > all.maxBytes) throw new XmlError("TOO_LARGE", `The document is over ${all.maxBytes} bytes.`, 1, 1);
  const text = typeof source === "string" ? source.replace(/^\ufeff/, "") : decodeXml(source);
  if (text.trim() === "") throw new XmlError("EMPTY", "The document is empty.", 1, 1);
  return new TreeBuilder(all).build(text);
}

/** The first child of that local name (and namespace when given), or undefined. */
export function childOf(element: XmlElement, local: string, namespace?: string): XmlElement | undefined {
  return element.children.find((child) => child.local === local && (namespace === undefined || child.namespace === namespace));
}

/** All children of that local name (and namespace when given). */
export function childrenOf(element: XmlElement, local: string, namespace?: string): XmlElement[] {
  return element.children.filter((child) => child.local === local && (namespace === undefined || child.namespace === namespace));
}

/** All elements of that local name below `element`, in document order. */
export function* descendantsOf(element: XmlElement, local: string): Generator<XmlElement> {
  for (const child of element.children) {
    if (child.local === local) yield child;
    yield* descendantsOf(child, local);
  }
}

/** An attribute's value by its local name (and namespace when given), or undefined. */
export function attributeOf(element: XmlElement, local: string, namespace?: string): string | undefined {
  return element.attributes.find((one) => one.local === local && (namespace === undefined || one.namespace === namespace))?.value;
}

/** The text of the element and of everything in it. */
export function fullTextOf(element: XmlElement): string {
  return element.nodes.map((node) => (typeof node === "string" ? node : fullTextOf(node))).join("");
}
