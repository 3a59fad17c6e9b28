// jsdom, with what every browser has and jsdom leaves out taken from Node: the router needs Request, the client streams.
import { TestEnvironment } from "jest-environment-jsdom";

const fromNode = [
  "TextEncoder",
  "TextDecoder",
  "Request",
  "Response",
  "Headers",
  "FormData",
  "fetch",
  "AbortController",
  "AbortSignal",
  "ReadableStream",
  "TransformStream",
  "WritableStream",
  "structuredClone",
];

export default class BrowserEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    for (const name of fromNode) this.global[name] = globalThis[name];
  }
}
